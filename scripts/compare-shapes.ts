// Sends every recorded call to a sandbox and compares the shape of the reply: `tsx scripts/compare-shapes.ts ../shared/recordings`.
import { compareReply } from './shapes/compare-reply.js';
import { callName, readInteractions, type Interaction, type JsonObject } from './shapes/interaction.js';
import { gatherTypes, type KnownTypes } from './shapes/known-types.js';
import { prepareSandbox } from './shapes/prepare-sandbox.js';

const nameOf = (interaction: Interaction): string =>
  `${interaction.file}[${interaction.index}] ${callName(interaction)}`;

/** The reason why a call cannot be compared. */
const skipReason = ({ reply }: Interaction): string | undefined =>
  reply === undefined ? 'its body is no JSON' : undefined;

const replay = async (interaction: Interaction): Promise<JsonObject> => {
  await using sandbox = await prepareSandbox(interaction);
  const query = new URLSearchParams(interaction.query.map(([key, value]): [string, string] => [key, value]));
  const reply = await fetch(`${sandbox.endpoint}?${query.toString()}`, { method: interaction.verb });
  return (await reply.json()) as JsonObject;
};

const differencesOf = async (interaction: Interaction, known: KnownTypes): Promise<readonly string[]> =>
  compareReply(interaction.reply ?? {}, await replay(interaction), known);

const folder = process.argv[2] ?? '../shared/recordings';
const interactions = await readInteractions(folder);
const known = gatherTypes(interactions);
const count = { passed: 0, failed: 0, skipped: 0 };

for (const interaction of interactions) {
  const reason = skipReason(interaction);
  if (reason !== undefined) {
    count.skipped += 1;
    console.log(`skipped ${nameOf(interaction)}: ${reason}`);
    continue;
  }
  const differences = await differencesOf(interaction, known);
  count[differences.length === 0 ? 'passed' : 'failed'] += 1;
  for (const difference of differences) console.log(`failed ${nameOf(interaction)}: ${difference}`);
}

console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
