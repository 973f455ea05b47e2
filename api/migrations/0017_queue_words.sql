ALTER TABLE "tickets" ADD COLUMN "pieces" text;--> statement-breakpoint
-- The pieces of api/tickets/queue-words.ts, for the tickets that are there already.
CREATE FUNCTION ticket_pieces(said text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	pieces text[];
BEGIN
	FOR at IN 1..length(said) LOOP
		pieces[at] := substr(said, at, CASE WHEN substr(said, at, 2) ~ '^[\x01-\x7f]+$' THEN 4 ELSE 2 END);
	END LOOP;
	RETURN array_to_tsvector(pieces);
END
$$;--> statement-breakpoint
ALTER TABLE "tickets" ALTER COLUMN "pieces" TYPE tsvector USING ticket_pieces(translate(
	concat_ws(E'\n', "masked", coalesce("respondent_name", ''), "number", coalesce("source_number", '')),
	'ABCDEFGHIJKLMNOPQRSTUVWXYZ０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
	'abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'
));--> statement-breakpoint
DROP FUNCTION ticket_pieces(text);--> statement-breakpoint
ALTER TABLE "tickets" ALTER COLUMN "pieces" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_pieces" ON "tickets" USING gin ("pieces");
