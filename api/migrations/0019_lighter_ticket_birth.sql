ALTER TABLE "tickets" DROP CONSTRAINT "tickets_state";--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_kind" CHECK (kind in ('complaint', 'report', 'consultation', 'help', 'suggestion', 'praise'));--> statement-breakpoint
CREATE OR REPLACE FUNCTION tickets_begin_at_the_beginning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A restored backup brings tickets back as they stood; only the owner restores.
  IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = 'tickets'::regclass), 'MEMBER') THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM ticket_transitions t WHERE t.kind = NEW.kind AND NEW.state IN (t.from_state, t.to_state)
  ) THEN
    RAISE EXCEPTION 'a % is never %', NEW.kind, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NOT NEW.demo AND NEW.state NOT IN ('submitted', 'received', 'dispatched') THEN
    RAISE EXCEPTION 'a ticket is not born as %', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
DROP TRIGGER tickets_beginning ON tickets;--> statement-breakpoint
-- Every kind begins as 'dispatched', a complaint else as 'submitted', any other as 'received': those need no look.
CREATE TRIGGER tickets_beginning BEFORE INSERT ON tickets
  FOR EACH ROW WHEN (NEW.state NOT IN ('dispatched', CASE NEW.kind WHEN 'complaint' THEN 'submitted' ELSE 'received' END))
  EXECUTE FUNCTION tickets_begin_at_the_beginning();
