-- The owner may bring tickets back as they stood, but as nothing a kind never is: a restore is held against the table of
-- steps at its end, when that table is back too. Tickets born as their kind is born are not looked at, as before.
CREATE FUNCTION tickets_are_what_a_kind_can_be() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM ticket_transitions t WHERE t.kind = NEW.kind AND NEW.state IN (t.from_state, t.to_state)
  ) THEN
    RAISE EXCEPTION 'a % is never %', NEW.kind, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER tickets_lawful AFTER INSERT ON tickets DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state NOT IN ('dispatched', CASE NEW.kind WHEN 'complaint' THEN 'submitted' ELSE 'received' END))
  EXECUTE FUNCTION tickets_are_what_a_kind_can_be();
