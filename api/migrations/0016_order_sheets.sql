CREATE TABLE "order_sheets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"source" text NOT NULL,
	"data_key_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"sealed_findings" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "order_sheets_created" ON "order_sheets" USING btree ("created_at");