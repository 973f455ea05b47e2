CREATE TABLE "disclosure_alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"address_hash" text NOT NULL,
	"filter_hash" text NOT NULL,
	"filter" jsonb NOT NULL,
	"locale" text NOT NULL,
	"state" text NOT NULL,
	"data_key_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"last_seq" bigint,
	"last_mail_on" date,
	"created_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "disclosure_alerts_once" UNIQUE("address_hash","filter_hash"),
	CONSTRAINT "disclosure_alerts_confirmed" CHECK ((state = 'confirmed') = (confirmed_at is not null and last_seq is not null))
);
--> statement-breakpoint
CREATE TABLE "outgoing_mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"data_key_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "outgoing_mail_sent" CHECK ((state = 'sent') = (sent_at is not null))
);
--> statement-breakpoint
CREATE INDEX "disclosure_alerts_asked" ON "disclosure_alerts" USING btree ("created_at") WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX "outgoing_mail_due" ON "outgoing_mail" USING btree ("not_before") WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "outgoing_mail_created" ON "outgoing_mail" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "disclosure_versions_changes" ON "disclosure_versions" USING btree ("at" DESC NULLS LAST) WHERE kind <> 'original';--> statement-breakpoint
CREATE INDEX "disclosures_withdrawn" ON "disclosures" USING btree ("withdrawn_at" DESC NULLS LAST) WHERE state = 'withdrawn';