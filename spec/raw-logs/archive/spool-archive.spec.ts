import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { spoolArchive } from '../../../lib/raw-logs/archive/read-archive.js';
import { sourceOf } from '../../support/download-of.js';
import { buildZip } from '../../support/zip-builder.js';

const { signal } = new AbortController();
const data = Buffer.from('hello');
const options = { file: 'f', tmpdir: tmpdir() };

it('hands on what is right', async () => {
  const chunks: string[] = [];
  for await (const { data: part, complete } of spoolArchive(sourceOf(buildZip([{ data }]), 9), options, signal))
    chunks.push(complete ? 'complete' : part.toString());
  expect(chunks).toEqual(['hello', 'complete']);
});

it('notices a file that is not as long as was said', async () => {
  const zip = buildZip([{ data }]);
  const short = { ...sourceOf(zip), size: zip.length + 1 };
  await expect(spoolArchive(short, options, signal).next()).rejects.toThrow(/Wrong length/);
});

it('notices damage at the end before it hands on the start', async () => {
  const zip = buildZip([{ data }, { name: 'b', data, listed: { size: 1 } }]);
  await expect(spoolArchive(sourceOf(zip), options, signal).next()).rejects.toThrow(/Wrong size of b/);
});
