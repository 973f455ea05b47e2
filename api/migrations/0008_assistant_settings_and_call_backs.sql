CREATE TABLE "call_backs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"data_key_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"locale" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "assistant_settings" (
	"id" smallint PRIMARY KEY NOT NULL,
	"assistant_on" boolean NOT NULL,
	"model_on" boolean NOT NULL,
	"messages_per_conversation" integer NOT NULL,
	"messages_per_day" integer NOT NULL,
	"model_calls_per_day" integer NOT NULL,
	"model_calls_per_conversation" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "assistant_settings_one" CHECK ("assistant_settings"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "tickets" DROP CONSTRAINT "tickets_state";--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "busy_until" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "call_backs_open" ON "call_backs" USING btree ("asked_at") WHERE "call_backs"."done_at" is null;--> statement-breakpoint
CREATE INDEX "call_backs_done" ON "call_backs" USING btree ("done_at");--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_state" CHECK ((kind = 'complaint' and state in ('submitted', 'dispatched', 'returned-to-desk', 'under-review', 'accepted', 'refusal-proposed', 'refused', 'consent', 'delegated', 'mediating', 'recusal-pause', 'testing', 'agreed', 'fulfilment', 'terminated', 'closed')) or (kind = 'report' and state in ('received', 'dispatched', 'returned-to-desk', 'verifying', 'testing', 'filing-proposed', 'no-case-proposed', 'filed', 'not-filed', 'not-ours', 'duplicate', 'merged', 'result', 'closed')) or (kind = 'consultation' and state in ('received', 'dispatched', 'returned-to-desk', 'replied', 'closed')) or (kind = 'help' and state in ('received', 'dispatched', 'returned-to-desk', 'helping', 'replied', 'closed')) or (kind = 'suggestion' and state in ('received', 'dispatched', 'returned-to-desk', 'replied', 'closed')) or (kind = 'praise' and state in ('received', 'dispatched', 'returned-to-desk', 'replied', 'closed')));