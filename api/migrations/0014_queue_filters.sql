DROP INDEX "tickets_station_queue";--> statement-breakpoint
DROP INDEX "tickets_section_queue";--> statement-breakpoint
DROP INDEX "tickets_open_due";--> statement-breakpoint
CREATE INDEX "tickets_station_queue" ON "tickets" USING btree ("station","next_due_on","received_at","state","kind") WHERE "tickets"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tickets_section_queue" ON "tickets" USING btree ("section","next_due_on","received_at","state","kind") WHERE "tickets"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tickets_open_due" ON "tickets" USING btree ("next_due_on","received_at","state","kind") WHERE "tickets"."closed_at" is null;