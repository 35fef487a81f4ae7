/** Web pages that the app may open in the system's browser. */
const externalHosts = ['docs.aws.amazon.com', 'console.aws.amazon.com'];

/** True for a link that may leave the app: https, to one of our known hosts, nothing hidden in it. */
export function mayOpenExternally(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, port } = new URL(url);
  return protocol === 'https:' && externalHosts.includes(hostname) && !username && !password && !port;
}
