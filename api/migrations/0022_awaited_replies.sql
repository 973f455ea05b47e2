ALTER TABLE "ticket_events" ADD COLUMN "awaited_by" text;--> statement-breakpoint
CREATE INDEX "ticket_events_awaited" ON "ticket_events" USING btree ("awaited_by","seq") WHERE "ticket_events"."awaited_by" is not null;--> statement-breakpoint
-- What waits today goes on waiting.
UPDATE ticket_events e SET awaited_by = t.channel
FROM tickets t
WHERE t.id = e.ticket_id AND t.channel IN ('12345', '12315', '12331', '12365', '12358') AND t.source_number IS NOT NULL
  AND e.audience = 'party' AND e.actor_kind <> 'citizen' AND (e.to_state IS NOT NULL OR e.sealed IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM hotline_acknowledgements a WHERE a.event_id = e.id);
