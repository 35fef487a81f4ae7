import { describe, expect, test } from 'vitest';
import { mayOpenExternally } from './external-links';

describe('mayOpenExternally', () => {
  test.each([
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect.html',
    'https://console.aws.amazon.com/ec2/home?region=eu-central-1#Instances:',
    'https://DOCS.AWS.AMAZON.COM/ec2/',
    // The default port is no port.
    'https://docs.aws.amazon.com:443/ec2/',
  ])('lets %s go to the browser', (url) => {
    expect(mayOpenExternally(url)).toBe(true);
  });

  test.each([
    ['another scheme', 'http://docs.aws.amazon.com/'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)//docs.aws.amazon.com'],
    ['a program', 'ms-msdt:/id PCWDiagnostic'],
    ['our own page', 'app://latchkey/index.html'],
    ['a shell command', 'smb://docs.aws.amazon.com/share'],
    ['a host that begins like ours', 'https://docs.aws.amazon.com.evil.example/'],
    ['a host that ends like ours', 'https://evildocs.aws.amazon.com/'],
    ['a subdomain', 'https://evil.docs.aws.amazon.com/'],
    ['the domain above', 'https://aws.amazon.com/'],
    ['a trailing dot', 'https://docs.aws.amazon.com./'],
    ['a look-alike letter', 'https://docs.аws.amazon.com/'],
    ['our host as the user', 'https://docs.aws.amazon.com@evil.example/'],
    ['a user at our host', 'https://someone@docs.aws.amazon.com/'],
    ['a password at our host', 'https://:secret@docs.aws.amazon.com/'],
    ['another port', 'https://docs.aws.amazon.com:8443/'],
    ['our host in the path', 'https://evil.example/https://docs.aws.amazon.com/'],
    ['our host behind a backslash', 'https://evil.example\\@docs.aws.amazon.com/'],
    ['no address at all', 'docs.aws.amazon.com'],
    ['nothing', ''],
  ])('keeps %s in', (_what, url) => {
    expect(mayOpenExternally(url)).toBe(false);
  });
});
