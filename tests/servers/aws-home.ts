import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** What the user of a test has set up for AWS. Everything left out is not there. */
export interface AwsHomeOptions {
  /** Text of the config file. */
  config?: string;
  /** Text of the credentials file. */
  credentials?: string;
  /** AWS_… variables; all others are unset. */
  env?: Record<string, string>;
}

export interface AwsHome {
  /** Replaces the config file's text. */
  writeConfig(text: string): void;
  /** Puts the environment back and removes the files. */
  remove(): void;
}

/** Gives this process an AWS set-up of its own: nothing of the machine's shows through, and no instance role is asked for. */
export function awsHome({ config = '', credentials = '', env = {} }: AwsHomeOptions): AwsHome {
  const dir = mkdtempSync(join(tmpdir(), 'latchkey-aws-'));
  const configFile = join(dir, 'config');
  const credentialsFile = join(dir, 'credentials');
  writeFileSync(configFile, config);
  writeFileSync(credentialsFile, credentials);
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  }
  const all = {
    HOME: dir,
    USERPROFILE: dir,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...env,
  };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  return {
    writeConfig: (text) => writeFileSync(configFile, text),
    remove() {
      vi.unstubAllEnvs();
      rmSync(dir, { recursive: true });
    },
  };
}

/** Variables that name an access key and where EC2 is. */
export function keysAt(url: string): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: 'AKIDENVIRONMENT',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_ENDPOINT_URL_EC2: url,
  };
}
