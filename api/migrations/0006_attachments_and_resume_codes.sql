CREATE TABLE "attachment_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"data_key_id" uuid NOT NULL,
	"type" text NOT NULL,
	"bytes" integer NOT NULL,
	"preview" boolean NOT NULL,
	"scan" text NOT NULL,
	"fingerprint" text NOT NULL,
	"sealed_name" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attachment_parts" (
	"file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"seq" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "attachment_parts_file_id_kind_seq_pk" PRIMARY KEY("file_id","kind","seq")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"conversation_id" uuid,
	"ticket_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attachments_holder" CHECK (conversation_id is null or ticket_id is null)
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "resume_index" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "resume_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "attachment_parts" ADD CONSTRAINT "attachment_parts_file_id_attachment_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."attachment_files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_file_id_attachment_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."attachment_files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachment_files_held" ON "attachment_files" USING btree ("created_at") WHERE "attachment_files"."scan" = 'held';--> statement-breakpoint
CREATE INDEX "attachments_conversation" ON "attachments" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "attachments_ticket" ON "attachments" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "attachments_file" ON "attachments" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "attachments_loose" ON "attachments" USING btree ("created_at") WHERE "attachments"."conversation_id" is null and "attachments"."ticket_id" is null;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_resume_index_unique" UNIQUE("resume_index");