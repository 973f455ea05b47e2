CREATE TABLE "saved_filters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"name" text NOT NULL,
	"filter" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "tickets_station_queue";--> statement-breakpoint
DROP INDEX "tickets_section_queue";--> statement-breakpoint
CREATE UNIQUE INDEX "saved_filters_name" ON "saved_filters" USING btree ("staff_id","name");--> statement-breakpoint
CREATE INDEX "ticket_events_at" ON "ticket_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "tickets_open_state" ON "tickets" USING btree ("state","next_due_on") WHERE "tickets"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tickets_handler" ON "tickets" USING btree ("handler_id","next_due_on") WHERE "tickets"."closed_at" is null and "tickets"."handler_id" is not null;--> statement-breakpoint
CREATE INDEX "tickets_station_queue" ON "tickets" USING btree ("station","next_due_on","received_at","state") WHERE "tickets"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tickets_section_queue" ON "tickets" USING btree ("section","next_due_on","received_at","state") WHERE "tickets"."closed_at" is null;