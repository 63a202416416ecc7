/**
 * Writes `events.ndjson` line by line, and collects what only the events contain for the other tables:
 * tokens, and addresses, which only the data disclosed here can prove.
 */
import { categoryOf } from "../../../domain/streams.ts";
import type { TokenEvent } from "../../../domain/token/events.ts";
import type { Codec } from "../../../eventstore/codec.ts";
import { createAddresses, type Addresses } from "../../../audit/addresses.ts";
import { inPieces } from "./lines.ts";
import { cloudEventLine } from "../../../audit/cloud-event.ts";
import { type AuditRecord, parsedOf } from "../../../audit/record.ts";
import { sealedCodec } from "../../../audit/sealed-codec.ts";
import { createTokens, type Tokens } from "../../../audit/tokens.ts";
import { disclose } from "../queries/readable.ts";

interface Collected {
  readonly addresses: Addresses;
  readonly tokens: Tokens;
}

export function startCollecting(): Collected {
  return { addresses: createAddresses(), tokens: createTokens() };
}

export async function* eventLines(
  log: AsyncIterable<readonly AuditRecord[]>,
  codec: Codec,
  found: Collected,
): AsyncGenerator<string, undefined> {
  for await (const records of log) {
    await addTokens(records, found);
    const disclosed = await disclose(codec, records);
    const lines = records.map((record, index) => {
      const shown = { record, disclosed: disclosed[index] };
      const { type, subjectId } = record;
      found.addresses.play({ type, subjectId, personal: shown.disclosed?.personal });
      return `${cloudEventLine(shown)}\n`;
    });
    yield* inPieces(lines);
  }
  return undefined;
}

async function addTokens(records: readonly AuditRecord[], { tokens }: Collected): Promise<void> {
  const issued = records.filter(({ stream }) => categoryOf(stream) === "token");
  const events = await sealedCodec.decodeParsed(issued.map(parsedOf));
  for (const [index, record] of issued.entries()) tokens.play(events[index] as TokenEvent, record);
}
