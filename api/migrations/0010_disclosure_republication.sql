ALTER TABLE "disclosure_versions" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "disclosure_versions" ADD COLUMN "withdrawal" text;--> statement-breakpoint
ALTER TABLE "disclosure_versions" ADD COLUMN "withdrawal_reason" text;