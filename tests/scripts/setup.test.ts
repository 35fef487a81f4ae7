import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasDisplay } from '../../scripts/setup/display.mjs';
import { findElectron } from '../../scripts/setup/electron.mjs';
import { fallbackFolder } from '../../scripts/setup/fallback-electron.mjs';
import { isFresh } from '../../scripts/setup/freshness.mjs';
import { checkIntegrity } from '../../scripts/setup/integrity.mjs';
import { builderArguments } from '../../scripts/setup/package-app.mjs';
import { isInstalled } from '../../scripts/setup/packages.mjs';
import { missingPackages } from '../../scripts/test/system-packages.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text = '', changedAt = 1000) {
  const path = join(folder, name);
  writeFileSync(path, text);
  utimesSync(path, changedAt, changedAt);
  return path;
}

describe('freshness', () => {
  const folderWith = (name: string, changedAt: number) => {
    const path = join(folder, 'source');
    mkdirSync(path);
    file(join('source', name), '', changedAt);
    return path;
  };

  test('a product younger than all its sources is fresh', () => {
    const source = folderWith('a.ts', 1000);
    utimesSync(source, 1000, 1000);
    expect(isFresh(file('product', '', 1001), [source])).toBe(true);
  });

  test('one source changed later makes it stale', () => {
    const source = folderWith('a.ts', 1002);
    utimesSync(source, 1000, 1000);
    expect(isFresh(file('product', '', 1001), [source])).toBe(false);
  });

  test('a source that was deleted makes it stale, too', () => {
    const source = folderWith('a.ts', 1000);
    rmSync(join(source, 'a.ts'));
    expect(isFresh(file('product', '', 1001), [source])).toBe(false);
  });

  test('a product that does not exist is stale', () => {
    expect(isFresh(join(folder, 'product'), [])).toBe(false);
  });
});

describe('integrity of a download', () => {
  // printf hello | openssl dgst -sha512 -binary | base64 -w0
  const hello =
    'sha512-m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==';

  test('the expected file is accepted', async () => {
    await expect(checkIntegrity(file('a.tgz', 'hello'), hello)).resolves.toBeUndefined();
  });

  test('a file changed by one byte is refused', async () => {
    await expect(checkIntegrity(file('a.tgz', 'hellp'), hello)).rejects.toThrow('is not what was expected');
  });
});

describe('installed packages', () => {
  const wanted = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', optional: true },
    },
  };

  test('the versions of the lockfile are installed; an optional one for another platform may be missing', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  });

  test('another version, or none, is not', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(false);
    expect(isInstalled(wanted, {})).toBe(false);
  });
});

describe('the runtime', () => {
  test('an override without an Electron in it is named', () => {
    expect(() => findElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toThrow(
      `There is no Electron in ${folder}`,
    );
  });

  test('the fallback is cached where XDG says', () => {
    expect(fallbackFolder({ XDG_CACHE_HOME: '/var/cache/me' })).toMatch(
      /^\/var\/cache\/me\/latchkey\/electron-33/,
    );
  });

  test('only Linux can be without a display', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':1' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
  });
});

describe('packages of the app', () => {
  const fallback = {
    kind: 'fallback',
    folder: '/cache/electron',
    executable: '/cache/electron/electron',
    version: '33.2.1',
  } as const;

  test('the fallback is packed into a folder only', () => {
    expect(builderArguments(fallback, ['--dir'])).toContain('-c.electronDist=/cache/electron');
    expect(() => builderArguments(fallback, [])).toThrow('must not reach users');
    expect(() => builderArguments(fallback, ['--linux', 'AppImage'])).toThrow('must not reach users');
  });

  test('the official runtime is packed as asked', () => {
    expect(builderArguments({ ...fallback, kind: 'official' }, ['--linux'])).toEqual(['--linux']);
  });
});

test('a Debian package counts as installed under any of its names', () => {
  const installed = ['libgtk-3-0', 'libasound2t64', 'libnss3'];
  expect(missingPackages(['electron'], (name) => installed.includes(name))).toEqual([['libgbm1']]);
});
