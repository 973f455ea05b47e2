CREATE TABLE "contact_proofs" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"code_index" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "national_outbox" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"external_number" text,
	"queued_at" timestamp with time zone NOT NULL,
	"due_on" date NOT NULL,
	"sent_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notice_counters" (
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "notice_counters_series_year_pk" PRIMARY KEY("series","year")
);
--> statement-breakpoint
CREATE TABLE "ticket_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"event_id" uuid,
	"template" text NOT NULL,
	"version" integer NOT NULL,
	"number" text NOT NULL,
	"readers" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_mediations" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"code_serial" integer DEFAULT 0 NOT NULL,
	"invited_at" timestamp with time zone,
	"citizen_consents" boolean,
	"business_consents" boolean,
	"citizen_signed_at" timestamp with time zone,
	"business_signed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reporter_identities" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"data_key_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"phone_index" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reporter_looks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"staff_id" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_supervisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"clock_id" uuid,
	"card" text NOT NULL,
	"due_on" date,
	"at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ticket_transitions" (
	"kind" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"action" text NOT NULL,
	CONSTRAINT "ticket_transitions_kind_from_state_to_state_action_pk" PRIMARY KEY("kind","from_state","to_state","action")
);
--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD COLUMN "way" text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_ratings" ADD COLUMN "stage" text DEFAULT 'answer' NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_ratings" DROP CONSTRAINT "ticket_ratings_pkey";--> statement-breakpoint
ALTER TABLE "ticket_ratings" ADD CONSTRAINT "ticket_ratings_ticket_id_stage_pk" PRIMARY KEY("ticket_id","stage");--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "leader_id" uuid;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "promised_on" date;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "contact_proven_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "identity_verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "contact_proofs" ADD CONSTRAINT "contact_proofs_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "national_outbox" ADD CONSTRAINT "national_outbox_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_notices" ADD CONSTRAINT "ticket_notices_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_mediations" ADD CONSTRAINT "ticket_mediations_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reporter_identities" ADD CONSTRAINT "reporter_identities_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reporter_looks" ADD CONSTRAINT "reporter_looks_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_supervisions" ADD CONSTRAINT "ticket_supervisions_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_supervisions" ADD CONSTRAINT "ticket_supervisions_clock_id_ticket_clocks_id_fk" FOREIGN KEY ("clock_id") REFERENCES "public"."ticket_clocks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "national_outbox_waiting" ON "national_outbox" USING btree ("due_on") WHERE "national_outbox"."state" <> 'acknowledged';--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_notices_number" ON "ticket_notices" USING btree ("template","number");--> statement-breakpoint
CREATE INDEX "ticket_notices_ticket" ON "ticket_notices" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "reporter_looks_ticket" ON "reporter_looks" USING btree ("ticket_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_supervisions_once" ON "ticket_supervisions" USING btree ("clock_id","card","due_on");--> statement-breakpoint
CREATE INDEX "ticket_supervisions_open" ON "ticket_supervisions" USING btree ("ticket_id") WHERE "ticket_supervisions"."answered_at" is null and "ticket_supervisions"."card" = 'red';--> statement-breakpoint
CREATE INDEX "tickets_leader" ON "tickets" USING btree ("leader_id") WHERE "tickets"."leader_id" is not null;--> statement-breakpoint
INSERT INTO "ticket_transitions" ("kind", "from_state", "to_state", "action") VALUES
  ('complaint', 'accepted', 'consent', 'ask-consent'),
  ('complaint', 'accepted', 'delegated', 'delegate'),
  ('complaint', 'accepted', 'mediating', 'mediate'),
  ('complaint', 'accepted', 'terminated', 'terminate'),
  ('complaint', 'accepted', 'terminated', 'withdraw'),
  ('complaint', 'agreed', 'closed', 'close'),
  ('complaint', 'agreed', 'fulfilment', 'await-fulfilment'),
  ('complaint', 'closed', 'dispatched', 'reopen'),
  ('complaint', 'consent', 'delegated', 'delegate'),
  ('complaint', 'consent', 'mediating', 'mediate'),
  ('complaint', 'consent', 'terminated', 'terminate'),
  ('complaint', 'consent', 'terminated', 'withdraw'),
  ('complaint', 'delegated', 'mediating', 'mediate'),
  ('complaint', 'delegated', 'terminated', 'terminate'),
  ('complaint', 'delegated', 'terminated', 'withdraw'),
  ('complaint', 'dispatched', 'closed', 'withdraw'),
  ('complaint', 'dispatched', 'returned-to-desk', 'return'),
  ('complaint', 'dispatched', 'under-review', 'take'),
  ('complaint', 'fulfilment', 'closed', 'close'),
  ('complaint', 'mediating', 'agreed', 'agree'),
  ('complaint', 'mediating', 'recusal-pause', 'recuse'),
  ('complaint', 'mediating', 'terminated', 'terminate'),
  ('complaint', 'mediating', 'terminated', 'withdraw'),
  ('complaint', 'mediating', 'testing', 'start-testing'),
  ('complaint', 'recusal-pause', 'mediating', 'settle-recusal'),
  ('complaint', 'recusal-pause', 'terminated', 'terminate'),
  ('complaint', 'recusal-pause', 'terminated', 'withdraw'),
  ('complaint', 'refusal-proposed', 'closed', 'withdraw'),
  ('complaint', 'refusal-proposed', 'refused', 'refuse'),
  ('complaint', 'refusal-proposed', 'under-review', 'send-back'),
  ('complaint', 'refused', 'closed', 'close'),
  ('complaint', 'returned-to-desk', 'closed', 'withdraw'),
  ('complaint', 'returned-to-desk', 'dispatched', 'dispatch'),
  ('complaint', 'returned-to-desk', 'refusal-proposed', 'propose-refusal'),
  ('complaint', 'submitted', 'closed', 'withdraw'),
  ('complaint', 'submitted', 'dispatched', 'dispatch'),
  ('complaint', 'terminated', 'closed', 'close'),
  ('complaint', 'testing', 'mediating', 'end-testing'),
  ('complaint', 'testing', 'terminated', 'terminate'),
  ('complaint', 'testing', 'terminated', 'withdraw'),
  ('complaint', 'under-review', 'accepted', 'accept'),
  ('complaint', 'under-review', 'closed', 'withdraw'),
  ('complaint', 'under-review', 'dispatched', 'dispatch'),
  ('complaint', 'under-review', 'refusal-proposed', 'propose-refusal'),
  ('complaint', 'under-review', 'returned-to-desk', 'return'),
  ('consultation', 'closed', 'dispatched', 'reopen'),
  ('consultation', 'dispatched', 'closed', 'withdraw'),
  ('consultation', 'dispatched', 'replied', 'answer'),
  ('consultation', 'dispatched', 'returned-to-desk', 'return'),
  ('consultation', 'received', 'closed', 'withdraw'),
  ('consultation', 'received', 'dispatched', 'dispatch'),
  ('consultation', 'received', 'replied', 'answer'),
  ('consultation', 'replied', 'closed', 'close'),
  ('consultation', 'replied', 'dispatched', 'ask-again'),
  ('consultation', 'returned-to-desk', 'closed', 'withdraw'),
  ('consultation', 'returned-to-desk', 'dispatched', 'dispatch'),
  ('consultation', 'returned-to-desk', 'replied', 'answer'),
  ('help', 'closed', 'dispatched', 'reopen'),
  ('help', 'dispatched', 'closed', 'withdraw'),
  ('help', 'dispatched', 'helping', 'take'),
  ('help', 'dispatched', 'replied', 'answer'),
  ('help', 'dispatched', 'replied', 'refer'),
  ('help', 'dispatched', 'returned-to-desk', 'return'),
  ('help', 'helping', 'closed', 'withdraw'),
  ('help', 'helping', 'replied', 'answer'),
  ('help', 'helping', 'replied', 'refer'),
  ('help', 'helping', 'returned-to-desk', 'return'),
  ('help', 'received', 'closed', 'withdraw'),
  ('help', 'received', 'dispatched', 'dispatch'),
  ('help', 'received', 'replied', 'answer'),
  ('help', 'received', 'replied', 'refer'),
  ('help', 'replied', 'closed', 'close'),
  ('help', 'replied', 'dispatched', 'ask-again'),
  ('help', 'returned-to-desk', 'closed', 'withdraw'),
  ('help', 'returned-to-desk', 'dispatched', 'dispatch'),
  ('help', 'returned-to-desk', 'replied', 'answer'),
  ('help', 'returned-to-desk', 'replied', 'refer'),
  ('praise', 'closed', 'dispatched', 'reopen'),
  ('praise', 'dispatched', 'closed', 'withdraw'),
  ('praise', 'dispatched', 'replied', 'answer'),
  ('praise', 'dispatched', 'returned-to-desk', 'return'),
  ('praise', 'received', 'closed', 'withdraw'),
  ('praise', 'received', 'dispatched', 'dispatch'),
  ('praise', 'received', 'replied', 'answer'),
  ('praise', 'replied', 'closed', 'close'),
  ('praise', 'replied', 'dispatched', 'ask-again'),
  ('praise', 'returned-to-desk', 'closed', 'withdraw'),
  ('praise', 'returned-to-desk', 'dispatched', 'dispatch'),
  ('praise', 'returned-to-desk', 'replied', 'answer'),
  ('report', 'closed', 'verifying', 'reopen'),
  ('report', 'dispatched', 'closed', 'withdraw'),
  ('report', 'dispatched', 'merged', 'merge'),
  ('report', 'dispatched', 'returned-to-desk', 'return'),
  ('report', 'dispatched', 'verifying', 'take'),
  ('report', 'duplicate', 'closed', 'close'),
  ('report', 'filed', 'result', 'conclude'),
  ('report', 'filing-proposed', 'filed', 'file-case'),
  ('report', 'filing-proposed', 'verifying', 'send-back'),
  ('report', 'merged', 'closed', 'close'),
  ('report', 'no-case-proposed', 'not-filed', 'decline-case'),
  ('report', 'no-case-proposed', 'verifying', 'send-back'),
  ('report', 'not-filed', 'closed', 'close'),
  ('report', 'not-ours', 'closed', 'close'),
  ('report', 'received', 'closed', 'withdraw'),
  ('report', 'received', 'dispatched', 'dispatch'),
  ('report', 'received', 'duplicate', 'duplicate'),
  ('report', 'received', 'merged', 'merge'),
  ('report', 'received', 'not-ours', 'not-ours'),
  ('report', 'result', 'closed', 'close'),
  ('report', 'returned-to-desk', 'closed', 'withdraw'),
  ('report', 'returned-to-desk', 'dispatched', 'dispatch'),
  ('report', 'returned-to-desk', 'duplicate', 'duplicate'),
  ('report', 'returned-to-desk', 'merged', 'merge'),
  ('report', 'returned-to-desk', 'not-ours', 'not-ours'),
  ('report', 'testing', 'verifying', 'end-testing'),
  ('report', 'verifying', 'duplicate', 'duplicate'),
  ('report', 'verifying', 'filing-proposed', 'propose-filing'),
  ('report', 'verifying', 'merged', 'merge'),
  ('report', 'verifying', 'no-case-proposed', 'propose-no-case'),
  ('report', 'verifying', 'not-ours', 'not-ours'),
  ('report', 'verifying', 'returned-to-desk', 'return'),
  ('report', 'verifying', 'testing', 'start-testing'),
  ('suggestion', 'closed', 'dispatched', 'reopen'),
  ('suggestion', 'dispatched', 'closed', 'withdraw'),
  ('suggestion', 'dispatched', 'replied', 'answer'),
  ('suggestion', 'dispatched', 'returned-to-desk', 'return'),
  ('suggestion', 'received', 'closed', 'withdraw'),
  ('suggestion', 'received', 'dispatched', 'dispatch'),
  ('suggestion', 'received', 'replied', 'answer'),
  ('suggestion', 'replied', 'closed', 'close'),
  ('suggestion', 'replied', 'dispatched', 'ask-again'),
  ('suggestion', 'returned-to-desk', 'closed', 'withdraw'),
  ('suggestion', 'returned-to-desk', 'dispatched', 'dispatch'),
  ('suggestion', 'returned-to-desk', 'replied', 'answer');--> statement-breakpoint
CREATE FUNCTION tickets_keep_the_machine() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind <> OLD.kind THEN
    RAISE EXCEPTION 'a ticket keeps its kind' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT EXISTS (
    SELECT 1 FROM ticket_transitions t WHERE t.kind = NEW.kind AND t.from_state = OLD.state AND t.to_state = NEW.state
  ) THEN
    RAISE EXCEPTION 'a % does not go from % to %', NEW.kind, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER tickets_machine BEFORE UPDATE OF kind, state ON tickets
  FOR EACH ROW EXECUTE FUNCTION tickets_keep_the_machine();--> statement-breakpoint
CREATE FUNCTION tickets_begin_at_the_beginning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A restored backup brings tickets back as they stood; only the owner restores.
  IF NEW.state NOT IN ('submitted', 'received', 'dispatched') AND NOT pg_has_role(
    current_user, (SELECT relowner FROM pg_class WHERE oid = 'tickets'::regclass), 'MEMBER'
  ) THEN
    RAISE EXCEPTION 'a ticket is not born as %', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER tickets_beginning BEFORE INSERT ON tickets
  FOR EACH ROW WHEN (NOT NEW.demo) EXECUTE FUNCTION tickets_begin_at_the_beginning();--> statement-breakpoint
CREATE FUNCTION tickets_close_with_their_clocks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ticket_clocks c JOIN tickets t ON t.id = c.ticket_id
    WHERE c.ticket_id = NEW.id AND c.done_on IS NULL AND t.closed_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'a clock of ticket % runs on after its end', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER tickets_end AFTER UPDATE ON tickets DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL) EXECUTE FUNCTION tickets_close_with_their_clocks();--> statement-breakpoint
CREATE FUNCTION ticket_transitions_stand_still() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = 'ticket_transitions'::regclass), 'MEMBER') THEN
    RAISE EXCEPTION 'the machines change by migration only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER ticket_transitions_fixed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ticket_transitions
  FOR EACH STATEMENT EXECUTE FUNCTION ticket_transitions_stand_still();
