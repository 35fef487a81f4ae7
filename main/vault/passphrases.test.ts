import { expect, test } from 'vitest';
import { KeptPassphrases, type SealedPassphrases, type Sealing, sealedPassphrases } from './passphrases';

/** A keyring whose seal is told apart from the passphrase, and from that of another keyring. */
function keyring(name: string): Sealing {
  return {
    seal: (passphrase) => Buffer.from(`${name}:${passphrase}`).toString('base64'),
    open: (sealed) => {
      const [owner, ...rest] = Buffer.from(sealed, 'base64').toString().split(':');
      if (owner !== name) throw new Error('sealed by another keyring');
      return rest.join(':');
    },
  };
}

/** One that the user has not unlocked. */
const locked: Sealing = {
  seal: () => {
    throw new Error('locked');
  },
  open: () => {
    throw new Error('locked');
  },
};

function store() {
  let value: SealedPassphrases = {};
  return {
    get: () => value,
    set: async (next: SealedPassphrases) => {
      value = sealedPassphrases.parse(next);
    },
  };
}

const web = { keyId: 'web', sha256: 'SHA256:web' };

test('a passphrase is on disk only as the keyring sealed it, and found by the next start', async () => {
  const disk = store();
  await new KeptPassphrases(disk, () => keyring('mine')).keep(web, 'swordfish');
  expect(JSON.stringify(disk.get())).not.toContain('swordfish');
  const next = new KeptPassphrases(disk, () => keyring('mine'));
  expect(next.has(web)).toBe(true);
  expect(next.find(web)).toBe('swordfish');
});

test('without a keyring it lives as long as the program, and never reaches the disk', async () => {
  const disk = store();
  const session = new KeptPassphrases(disk, () => null);
  await session.keep(web, 'swordfish');
  expect(session.find(web)).toBe('swordfish');
  expect(disk.get()).toEqual({});
  expect(new KeptPassphrases(disk, () => null).find(web)).toBeNull();
});

test('it is offered to no other key: not at its path, not in another file, not where the key is unknown', async () => {
  for (const sealing of [keyring('mine'), null]) {
    const kept = new KeptPassphrases(store(), () => sealing);
    await kept.keep(web, 'swordfish');
    for (const other of [
      { keyId: 'web', sha256: 'SHA256:another' },
      { keyId: 'copy', sha256: 'SHA256:web' },
      { keyId: 'web', sha256: null },
    ]) {
      expect(kept.has(other)).toBe(false);
      expect(kept.find(other)).toBeNull();
    }
  }
});

test('forgotten is forgotten, whichever key it was of', async () => {
  const disk = store();
  for (const sealing of [keyring('mine'), null]) {
    const kept = new KeptPassphrases(disk, () => sealing);
    await kept.keep(web, 'swordfish');
    await kept.forget('web');
    expect(kept.find(web)).toBeNull();
    expect(disk.get()).toEqual({});
  }
});

test('what another keyring sealed is not offered, and waits for that keyring', async () => {
  const disk = store();
  await new KeptPassphrases(disk, () => keyring('mine')).keep(web, 'swordfish');
  expect(new KeptPassphrases(disk, () => keyring('other')).find(web)).toBeNull();
  const without = new KeptPassphrases(disk, () => null);
  expect([without.has(web), without.find(web)]).toEqual([false, null]);
  expect(new KeptPassphrases(disk, () => keyring('mine')).find(web)).toBe('swordfish');
});

test('a newer passphrase goes before the older one, wherever that is', async () => {
  let sealing: Sealing | null = keyring('mine');
  const kept = new KeptPassphrases(store(), () => sealing);
  await kept.keep(web, 'old');
  sealing = null;
  await kept.keep(web, 'new');
  expect(kept.find(web)).toBe('new');
  sealing = keyring('mine');
  expect(kept.find(web)).toBe('new');
  await kept.keep(web, 'newest');
  expect(kept.find(web)).toBe('newest');
});

test('a locked keyring does not cost what it sealed before', async () => {
  const disk = store();
  await new KeptPassphrases(disk, () => keyring('mine')).keep(web, 'swordfish');
  await new KeptPassphrases(disk, () => locked).keep(web, 'swordfish');
  expect(new KeptPassphrases(disk, () => keyring('mine')).find(web)).toBe('swordfish');
});

test('the passphrase of one key is not offered for the key that the keyring has one for', async () => {
  const disk = store();
  let sealing: Sealing | null = null;
  const kept = new KeptPassphrases(disk, () => sealing);
  const another = { keyId: 'web', sha256: 'SHA256:another' };
  await kept.keep(another, 'of another key');
  sealing = keyring('mine');
  await new KeptPassphrases(disk, () => sealing).keep(web, 'swordfish');
  expect(kept.find(web)).toBe('swordfish');
  expect(kept.find(another)).toBe('of another key');
});

test('a keyring that refuses to seal leaves the passphrase to this session', async () => {
  const disk = store();
  const kept = new KeptPassphrases(disk, () => locked);
  await kept.keep(web, 'swordfish');
  expect(kept.find(web)).toBe('swordfish');
  expect(disk.get()).toEqual({});
});

test('the keyring is not asked so long as nothing is kept', () => {
  const kept = new KeptPassphrases(store(), () => {
    throw new Error('asked');
  });
  expect(kept.has(web)).toBe(false);
});
