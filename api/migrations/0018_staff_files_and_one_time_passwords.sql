ALTER TABLE "attachments" ADD COLUMN "staff_id" text;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "to_citizen" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "to_business" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "password_issued_at" timestamp with time zone;