import { describe, expect, test } from 'vitest';
import type { Image, Instance } from '../../contract/snapshot';
import { guessLoginUser, loginUserTag } from './guess-login-user';

interface Case {
  instance?: Instance;
  image?: Image;
  others?: Image[];
  console?: string;
}

function guess({ instance, image, others = [], console }: Case) {
  const images = new Map(
    [{ ...image, ImageId: 'ami-1' }, ...others].map((item) => [item.ImageId ?? '', item]),
  );
  return guessLoginUser({ ImageId: 'ami-1', ...instance }, image ? images : new Map(), console);
}

const published: [string, string, string][] = [
  ['137112412989', 'al2023-ami-2023.8.20260608.0-kernel-6.1-x86_64', 'ec2-user'],
  ['137112412989', 'amzn2-ami-kernel-5.10-hvm-2.0.20260601.0-x86_64-gp2', 'ec2-user'],
  ['137112412989', 'amzn-ami-hvm-2018.03.0.20230404.0-x86_64-gp2', 'ec2-user'],
  ['099720109477', 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260610', 'ubuntu'],
  ['136693071363', 'debian-12-amd64-20260518-2113', 'admin'],
  ['309956199498', 'RHEL-9.6.0_HVM-20260501-x86_64-0-Hourly2-GP3', 'ec2-user'],
  ['013907871322', 'suse-sles-15-sp6-v20260601-hvm-ssd-x86_64', 'ec2-user'],
  ['792107900819', 'Rocky-9-EC2-Base-9.6-20260601.0.x86_64', 'rocky'],
  ['764336703387', 'AlmaLinux OS 9.6.20260601 x86_64', 'ec2-user'],
  ['125523088429', 'Fedora-Cloud-Base-AmazonEC2.x86_64-44-1.1', 'fedora'],
  ['125523088429', 'CentOS Stream 9 x86_64 20260601', 'ec2-user'],
  ['979382823631', 'bitnami-wordpress-6.8.1-0-r01-linux-debian-12-x86_64-hvm-ebs-nami', 'bitnami'],
  ['782442783595', 'FreeBSD 14.3-RELEASE-amd64 UFS', 'ec2-user'],
];

test.each(published)('an image of %s named %s: %s', (OwnerId, Name, user) => {
  expect(guess({ image: { OwnerId, Name } })).toEqual({ user, from: 'image' });
});

const described: [string, string][] = [
  ['Ubuntu 24.04 with the baseline of the web team', 'ubuntu'],
  ['golden-ubuntu-2026-04', 'ubuntu'],
  ['our_debian_12', 'admin'],
  ['Amazon Linux 2023 with Docker', 'ec2-user'],
  ['my-al2023-base', 'ec2-user'],
  ['Rocky 9 hardened', 'rocky'],
  ['Red Hat 9', 'ec2-user'],
  ['CentOS Stream 10', 'ec2-user'],
  ['CentOS 7 x86_64', 'centos'],
  ['Fedora CoreOS 42', 'core'],
  ['Fedora Server', 'fedora'],
  ['Flatcar stable', 'core'],
  ['WordPress by Bitnami on Debian', 'bitnami'],
  ['Kali 2026.2', 'kali'],
  ['NixOS 26.05', 'root'],
];

test.each(described)('an image of one’s own described as %j: %s', (text, user) => {
  expect(guess({ image: { OwnerId: '000000000000', Description: text } })).toEqual({
    user,
    from: 'description',
  });
  expect(guess({ image: { OwnerId: '000000000000', Name: text } })).toEqual({ user, from: 'description' });
});

test('a name that only looks like a publisher’s is not taken for one', () => {
  const copy = { OwnerId: '000000000000', Name: 'bitnami-looking-ubuntu' };
  expect(guess({ image: copy })?.from).toBe('description');
});

test('a copied image is what its source is', () => {
  const source = { ImageId: 'ami-2', OwnerId: '136693071363', Name: 'debian-12-amd64-20260518-2113' };
  const copy = { OwnerId: '000000000000', Name: 'base', SourceImageId: 'ami-2' };
  expect(guess({ image: copy, others: [source] })).toEqual({ user: 'admin', from: 'image' });
});

describe('the platform', () => {
  test.each([
    [{ Platform: 'windows' }, 'Administrator'],
    [{ PlatformDetails: 'Windows with SQL Server Standard' }, 'Administrator'],
    [{ PlatformDetails: 'Red Hat Enterprise Linux with HA' }, 'ec2-user'],
    [{ PlatformDetails: 'SUSE Linux' }, 'ec2-user'],
    [{ PlatformDetails: 'Ubuntu Pro Linux' }, 'ubuntu'],
  ])('%j: %s', (instance, user) => {
    expect(guess({ instance })).toEqual({ user, from: 'platform' });
  });

  test('Linux/UNIX tells nothing', () => {
    expect(guess({ instance: { PlatformDetails: 'Linux/UNIX' } })).toBeNull();
  });
});

describe('the console output', () => {
  // From a real EC2 console (cloud-init, Ubuntu 14.04).
  const line = (user: string) =>
    `ci-info: ++++++++++Authorized keys from /home/${user}/.ssh/authorized_keys for user ${user}++++++++++\r\n`;

  test('names the user who got the key', () => {
    expect(guess({ console: `booting\r\n${line('deploy')}login: ` })).toEqual({
      user: 'deploy',
      from: 'console',
    });
  });

  test('the last boot counts', () => {
    expect(guess({ console: line('ubuntu') + line('deploy') })?.user).toBe('deploy');
  });

  test.each(['-oProxyCommand=id', 'a;b', '$(id)', 'x'.repeat(33)])(
    'a name that is none is not taken: %j',
    (user) => {
      expect(guess({ console: line(user) })).toBeNull();
    },
  );
});

describe('the best witness counts', () => {
  const ubuntu: Image = { OwnerId: '099720109477', Name: 'ubuntu/images/x', Description: 'Debian' };
  const console = 'ci-info: ++Authorized keys from /home/ops/.ssh/authorized_keys for user ops++\n';
  const tagged = { Tags: [{ Key: loginUserTag, Value: 'deploy' }] };

  test.each<[string, Case, string]>([
    ['the tag before all', { instance: { ...tagged, Platform: 'windows' }, image: ubuntu, console }, 'tag'],
    [
      'the console before the platform',
      { instance: { Platform: 'windows' }, image: ubuntu, console },
      'console',
    ],
    [
      'the platform before the image',
      { instance: { PlatformDetails: 'SUSE Linux' }, image: ubuntu },
      'platform',
    ],
    ['the publisher before words', { image: ubuntu }, 'image'],
  ])('%s', (_, witnesses, from) => {
    expect(guess(witnesses)?.from).toBe(from);
  });

  test('a tag that is no user name is passed over', () => {
    const instance = { Tags: [{ Key: loginUserTag, Value: '-l root' }] };
    expect(guess({ instance, image: ubuntu })).toEqual({ user: 'ubuntu', from: 'image' });
  });
});

test('an AMI that is gone leaves the user unknown', () => {
  expect(guess({})).toBeNull();
  expect(guess({ image: { OwnerId: '000000000000', Name: 'base-2026' } })).toBeNull();
});
