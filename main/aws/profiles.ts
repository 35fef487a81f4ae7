import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';
import type { AwsProfile } from '../../contract/inventory';

/** Settings of one profile or section, as text. */
export type Section = Readonly<Record<string, string | undefined>>;

/** The shared AWS config and credentials files, both merged by profile. */
export interface SharedFiles {
  /** The config file's settings of a profile win over the credentials file's. */
  profiles: ReadonlyMap<string, Section>;
  /** `[services NAME]` sections of the config file. */
  services: ReadonlyMap<string, Section>;
}

/**
 * Reads `~/.aws/config` and `~/.aws/credentials`, or where AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say.
 * A file that is missing counts as empty. They are read anew, and the SDK's own copy of them is renewed with it:
 * a profile that the user has just repaired works without a restart.
 * Format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export async function readSharedFiles(): Promise<SharedFiles> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const profiles = new Map<string, Section>(Object.entries(credentialsFile));
  const services = new Map<string, Section>();
  for (const [name, section] of Object.entries(configFile)) {
    if (name.startsWith('services.')) services.set(name.slice('services.'.length), section);
    else if (!name.startsWith('sso-session.')) profiles.set(name, { ...profiles.get(name), ...section });
  }
  return { profiles, services };
}

/**
 * Every profile with its region: the one of AWS_PROFILE first, then `default`, then by name.
 * AWS_REGION goes before a profile's own region, as in every AWS tool.
 */
export async function listProfiles(): Promise<AwsProfile[]> {
  const { profiles } = await readSharedFiles();
  const rank = (name: string) => (name === process.env.AWS_PROFILE ? 0 : name === 'default' ? 1 : 2);
  return [...profiles]
    .map(([name, section]) => ({ name, region: process.env.AWS_REGION || section.region || null }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name, 'en'));
}

/** True where a profile signs in through a browser (`aws sso login`, `aws login`), itself or by the profile its role comes from. */
export function signsInByBrowser({ profiles }: SharedFiles, name: string): boolean {
  const visited = new Set<string>();
  for (let next: string | undefined = name; next !== undefined && !visited.has(next); ) {
    visited.add(next);
    const section: Section | undefined = profiles.get(next);
    if (section?.sso_session || section?.sso_start_url || section?.login_session) return true;
    next = section?.source_profile;
  }
  return false;
}

/**
 * The EC2 endpoint that a profile names (`endpoint_url`, by itself or in its `services` section).
 * The SDK looks it up for the default profile only. Environment variables go first; the SDK reads those itself.
 * Order: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointOf({ profiles, services }: SharedFiles, name: string): string | undefined {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_EC2, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS } = process.env;
  if (AWS_ENDPOINT_URL_EC2 || AWS_ENDPOINT_URL) return undefined;
  const profile = profiles.get(name);
  const ignored = AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? profile?.ignore_configured_endpoint_urls;
  if (!profile || ignored?.toLowerCase() === 'true') return undefined;
  const section = profile.services === undefined ? undefined : services.get(profile.services);
  return section?.['ec2.endpoint_url'] ?? profile.endpoint_url;
}
