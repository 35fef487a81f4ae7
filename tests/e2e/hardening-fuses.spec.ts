import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { bareEnvironment, packagedProgram, runPackaged } from './packaged-program';

/** The switches burned into the packaged program, and what they keep it from. */

let home: string;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
});

test.afterAll(() => rm(home, { recursive: true, force: true }));

/** How a fuse stands in the program's file: the characters `0` and `1` (electron/fuses, src/constants.ts). */
const state = { off: 0x30, on: 0x31 };

const fuses: [name: string, fuse: FuseV1Options, on: boolean][] = [
  ['running as Node', FuseV1Options.RunAsNode, false],
  ['NODE_OPTIONS', FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  ['the inspector', FuseV1Options.EnableNodeCliInspectArguments, false],
  ['privileges of file://', FuseV1Options.GrantFileProtocolExtraPrivileges, false],
  ['loading the app from its archive only', FuseV1Options.OnlyLoadAppFromAsar, true],
  ['cookie encryption', FuseV1Options.EnableCookieEncryption, true],
  // Linux has none yet; the fuse is set for the day it has.
  ['archive integrity', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
];

for (const [name, fuse, on] of fuses) {
  test(`${name}: ${on ? 'on' : 'off'}`, async () => {
    const wire = await getCurrentFuseWire(packagedProgram());
    expect(wire.version).toBe(FuseVersion.V1);
    expect(wire[fuse]).toBe(on ? state.on : state.off);
  });
}

test('the environment does not turn the program into a Node', async () => {
  const env = bareEnvironment(home, { ELECTRON_RUN_AS_NODE: '1' });
  const { status, stdout } = await runPackaged(['--version'], env);
  expect(stdout).toMatch(/^latchkey \d/);
  expect(status).toBe(0);
});

test('nobody opens the program with a debugger', async () => {
  for (const inspect of ['--inspect=0', '--inspect-brk=0']) {
    const { status, stdout, stderr } = await runPackaged([inspect, '--version'], bareEnvironment(home));
    expect(stderr).not.toContain('Debugger listening');
    expect(stdout).toMatch(/^latchkey \d/);
    expect(status).toBe(0);
  }
});
