import { expect, test } from 'vitest';
import { imageTitle } from './image-title';

test.each([
  ['ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260610', 'Ubuntu 24.04'],
  ['al2023-ami-2023.8.20260608.0-kernel-6.1-x86_64', 'Amazon Linux 2023'],
  ['amzn2-ami-kernel-5.10-hvm-2.0.20260101.0-x86_64-gp2', 'Amazon Linux 2'],
  ['debian-12-amd64-20260518-2113', 'Debian 12'],
  ['RHEL-9.6.0_HVM-20260501-x86_64-0-Hourly2-GP3', 'Red Hat Enterprise Linux 9.6'],
  ['Rocky-9-EC2-Base-9.6-20260601.0.x86_64', 'Rocky Linux 9.6'],
  ['AlmaLinux OS 9.6.20260501 x86_64', 'AlmaLinux 9.6'],
  ['suse-sles-15-sp7-v20260101-hvm-ssd-x86_64', 'SUSE Linux 15 SP7'],
  ['Windows_Server-2022-English-Full-Base-2026.05.14', 'Windows Server 2022'],
  ['golden-web-2026-04', 'golden-web-2026-04'],
])('%s is %s', (name, title) => {
  expect(imageTitle(name)).toBe(title);
});
