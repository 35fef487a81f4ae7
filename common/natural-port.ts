/** The port one logs in at: SSH, or Remote Desktop on Windows (IANA). */
export function naturalPort(platform: 'windows' | 'linux'): number {
  return platform === 'windows' ? 3389 : 22;
}
