import type { Snapshot } from '../../contract/snapshot';
import { readSnapshot } from '../access/read-snapshot';
import { SnapshotError } from '../access/snapshot-error';
import { readFileOrFolder } from '../disk/read-files';

/** Ten thousand instances take about 60 MB; files far beyond that would fill the memory before it fails. */
const limitMegabytes = 256;

/**
 * Opens the snapshot at a path: one JSON file, or a folder of the AWS CLI's outputs (cli.md).
 * @throws SnapshotError `snapshot.*`
 */
export async function openSnapshot(path: string): Promise<Snapshot> {
  const files = await read(path);
  if (files.length === 0) throw new SnapshotError('snapshot.empty-folder', { path });
  return readSnapshot(
    files.map(({ name, bytes }) => {
      if (!bytes) throw new SnapshotError('snapshot.too-large', { path, limit: limitMegabytes });
      return { name, bytes };
    }),
  );
}

async function read(path: string) {
  try {
    return await readFileOrFolder(path, limitMegabytes * 1_000_000);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    if (reason === 'ENOENT') throw new SnapshotError('snapshot.not-found', { path }, { cause });
    throw new SnapshotError('snapshot.unreadable', { path, reason }, { cause });
  }
}
