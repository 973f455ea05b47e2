CREATE SEQUENCE "public"."disclosure_request_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "disclosure_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"type" text NOT NULL,
	"station" text,
	"decided_on" date NOT NULL,
	"due_on" date NOT NULL,
	"due_rule" text NOT NULL,
	"scheduled_on" date,
	"warned" text,
	"author_id" text,
	"approver_id" text,
	"override" text,
	"data_key_id" uuid,
	"sealed" "bytea",
	"published_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disclosure_drafts_sealed" CHECK ((sealed is null) = (data_key_id is null)),
	CONSTRAINT "disclosure_drafts_scheduled" CHECK (state <> 'scheduled' or (scheduled_on is not null and approver_id is not null))
);
--> statement-breakpoint
CREATE TABLE "disclosure_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"disclosure_id" uuid NOT NULL,
	"state" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"received_on" date NOT NULL,
	"rule" text NOT NULL,
	"due_on" date NOT NULL,
	"handler_id" text,
	"remedy" text,
	"decided_at" timestamp with time zone,
	"data_key_id" uuid,
	"sealed" "bytea",
	"answer" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "disclosure_requests_number_unique" UNIQUE("number"),
	CONSTRAINT "disclosure_requests_decided" CHECK ((state in ('upheld', 'refused')) = (decided_at is not null)),
	CONSTRAINT "disclosure_requests_sealed" CHECK ((sealed is null) = (data_key_id is null))
);
--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "withdrawal_reason" text;--> statement-breakpoint
ALTER TABLE "enterprises" ADD COLUMN "parent_uscc" text;--> statement-breakpoint
ALTER TABLE "disclosure_requests" ADD CONSTRAINT "disclosure_requests_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosure_drafts_open" ON "disclosure_drafts" USING btree ("due_on") WHERE state in ('draft', 'scheduled');--> statement-breakpoint
CREATE INDEX "disclosure_requests_open" ON "disclosure_requests" USING btree ("due_on","received_at") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "disclosure_requests_record" ON "disclosure_requests" USING btree ("disclosure_id");--> statement-breakpoint
CREATE INDEX "enterprises_legacy" ON "enterprises" USING btree ("legacy_number") WHERE legacy_number is not null;--> statement-breakpoint
CREATE INDEX "enterprises_parent" ON "enterprises" USING btree ("parent_uscc") WHERE parent_uscc is not null;