/**
 * `events.ndjson`, line by line. What of the other tables stands in the events only is noted on the way:
 * addresses, which nothing but what was disclosed here can prove, and tokens.
 */
import { categoryOf } from "../../../domain/streams.ts";
import type { TokenEvent } from "../../../domain/token/events.ts";
import type { Codec } from "../../../eventstore/codec.ts";
import { createAddresses, type Addresses } from "../../../audit/addresses.ts";
import { inPieces } from "./lines.ts";
import { cloudEventLine } from "../../../audit/cloud-event.ts";
import type { AuditEntry } from "../queries/entries.ts";
import { type AuditRecord, parsedOf } from "../../../audit/record.ts";
import { sealedCodec } from "../../../audit/sealed-codec.ts";
import { createTokens, type Tokens } from "../../../audit/tokens.ts";
import { disclose } from "../queries/readable.ts";

export interface Noted {
  readonly addresses: Addresses;
  readonly tokens: Tokens;
}

export function nothingNoted(): Noted {
  return { addresses: createAddresses(), tokens: createTokens() };
}

export async function* eventLines(
  entries: AsyncIterable<readonly AuditEntry[]>,
  codec: Codec,
  noted: Noted,
): AsyncGenerator<string, undefined> {
  for await (const batch of entries) {
    const records = batch.map(({ record }) => record);
    await noteTokens(records, noted);
    const disclosed = await disclose(codec, records.map(parsedOf));
    const lines = records.map((record, index) => {
      const shown = { record, disclosed: disclosed[index] };
      const { type, subjectId } = record;
      noted.addresses.play({ type, subjectId, personal: shown.disclosed?.personal });
      return `${cloudEventLine(shown)}\n`;
    });
    yield* inPieces(lines);
  }
  return undefined;
}

async function noteTokens(records: readonly AuditRecord[], { tokens }: Noted): Promise<void> {
  const issued = records.filter(({ stream }) => categoryOf(stream) === "token");
  const events = await sealedCodec.decodeParsed(issued.map(parsedOf));
  for (const [index, record] of issued.entries()) tokens.play(events[index] as TokenEvent, record);
}
