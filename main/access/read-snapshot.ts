import { type Snapshot, snapshot } from '../../contract/snapshot';
import { decodeText } from './decode-text';
import { SnapshotError } from './snapshot-error';

/** A file of a snapshot: its name without the folder, and what is in it. */
export interface SnapshotFile {
  name: string;
  bytes: Uint8Array;
}

type JsonObject = Record<string, unknown>;

const members = Object.keys(snapshot.shape);

/**
 * Reads a snapshot from one file, or from the files of a folder as `aws ec2 describe-…` wrote them: lists of the same
 * name are joined, and so are records. `get-managed-prefix-list-entries` counts in a file named after its `pl-` id,
 * `get-console-output` as it is. Of several files those that are neither JSON nor called so (a README) are left out.
 * @throws SnapshotError `snapshot.not-json`, `snapshot.no-member`, `snapshot.invalid`; `file` names the file
 */
export function readSnapshot(files: SnapshotFile[]): Snapshot {
  const merged: Snapshot = {};
  for (const file of files) {
    const part = readFile(file, files.length > 1);
    for (const [name, value] of Object.entries(part ?? {})) merged[name] = join(merged[name], value);
  }
  if (!members.some((name) => name in merged)) {
    const names = files.slice(0, 3).map(({ name }) => name);
    throw new SnapshotError('snapshot.no-member', { file: names.join(', ') });
  }
  return merged;
}

function readFile({ name, bytes }: SnapshotFile, amongOthers: boolean): Snapshot | null {
  const json = parseJson(bytes);
  if (json === undefined) {
    if (amongOthers && !/\.json$/i.test(name)) return null;
    throw new SnapshotError('snapshot.not-json', { file: name });
  }
  if (!isObject(json)) throw new SnapshotError('snapshot.no-member', { file: name });
  const parsed = snapshot.safeParse(asMember(name, json));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new SnapshotError('snapshot.invalid', { file: name, where });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeText(bytes));
  } catch {
    return undefined;
  }
}

/** Outputs that do not carry the name of the snapshot's member they belong to. */
function asMember(file: string, json: JsonObject): JsonObject {
  const list = /pl-[0-9a-f]+/.exec(file)?.[0];
  if (list !== undefined && Array.isArray(json.Entries))
    return { PrefixListEntries: { [list]: json.Entries } };
  if (typeof json.InstanceId === 'string' && typeof json.Output === 'string') {
    return { ConsoleOutputs: { [json.InstanceId]: json.Output } };
  }
  return json;
}

function join(before: unknown, next: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(next)) return before.concat(next);
  if (!isObject(before) || !isObject(next)) return next;
  const both: JsonObject = { ...before };
  for (const [key, value] of Object.entries(next)) both[key] = join(both[key], value);
  return both;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
