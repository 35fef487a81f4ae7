import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KeyFormat } from '../../../../contract/keys';
import type { pageCalls } from '../../../../contract/page';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import { refuseCancelled } from '../../jobs';
import { askWhereToSave } from '../../keys/dialogs';
import { freeName, generatedName } from '../../keys/free-name';
import { addWrittenKey, keyOf } from '../../keys/list';
import { convertedName, nameOf } from '../../keys/names';
import { withPassphrase } from '../../keys/passphrases';

type Names = 'keys.save' | 'keys.generate';

/** Formats without a private half: the list is of private keys. */
const publicFormats: KeyFormat[] = ['public', 'rfc4716'];

export function saveHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { sessions, jobs } = context;
  return {
    'keys.save': ({ keyId, passphrase: typed, ...options }) =>
      jobs.run(options.jobId, async ({ signal }) => {
        const { path } = keyOf(context, keyId);
        const format = options.to;
        const defaultPath = join(dirname(path), convertedName(path, format));
        const place = await askWhereToSave(context, { title: 'keys.save.title', defaultPath, format });
        if (!place) return { status: 'cancelled' as const };
        const { path: out, replace } = place;
        await withPassphrase(context, keyId, typed, (passphrase) => {
          refuseCancelled(signal);
          return sessions.call('keys.convert', { ...options, path, out, replace, passphrase });
        });
        const listed = publicFormats.includes(format) ? null : await addWrittenKey(context, out);
        return { status: 'saved' as const, ...nameOf(out), keyId: listed?.keyId ?? null };
      }),
    'keys.generate': ({ name, ...options }) =>
      jobs.run(options.jobId, async ({ signal }) => {
        const folder = join(homedir(), '.ssh');
        const wanted = generatedName(name, options.kind, options.to);
        const defaultPath = join(folder, await freeName(folder, wanted));
        const format = options.to;
        const title = 'keys.generate.save-title';
        const place = await askWhereToSave(context, { title, defaultPath, format });
        if (!place) return { status: 'cancelled' as const };
        const { path: out, replace } = place;
        refuseCancelled(signal);
        await sessions.call('keys.generate', { ...options, out, replace });
        const listed = await addWrittenKey(context, out);
        return { status: 'saved' as const, ...nameOf(out), keyId: listed?.keyId ?? null };
      }),
  };
}
