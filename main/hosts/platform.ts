import type { Instance } from '../../contract/snapshot';

/**
 * EC2 tells Windows from everything else: `Platform` is `windows` or left out, `PlatformDetails` begins with `Windows`
 * (EC2 API, Instance).
 */
export function platformOf(instance: Instance): 'windows' | 'linux' {
  const windows = /^windows/i;
  return windows.test(instance.Platform ?? '') || windows.test(instance.PlatformDetails ?? '')
    ? 'windows'
    : 'linux';
}
