/*
 * Which user an image is made for. From the EC2 User Guide ("Manage system users") and the image publishers; facts that
 * change, so they stand here as data. Upstream cloud-init's own defaults differ and say nothing about the AMIs.
 */

/** An AMI of its publisher: the owner's account and how the image's name begins. */
export interface PublishedImage {
  owners: string[];
  name: RegExp;
  user: string;
}

export const publishedImages: PublishedImage[] = [
  { owners: ['137112412989', 'amazon'], name: /^(al2023-ami|amzn2-ami|amzn-ami)-/, user: 'ec2-user' },
  { owners: ['099720109477'], name: /^ubuntu(-|\/)/, user: 'ubuntu' },
  { owners: ['136693071363'], name: /^debian-/, user: 'admin' },
  { owners: ['309956199498'], name: /^RHEL[-_]/, user: 'ec2-user' },
  { owners: ['013907871322'], name: /^suse-/, user: 'ec2-user' },
  { owners: ['792107900819'], name: /^Rocky-/, user: 'rocky' },
  { owners: ['764336703387'], name: /^AlmaLinux OS/, user: 'ec2-user' },
  { owners: ['125523088429'], name: /^Fedora-/, user: 'fedora' },
  { owners: ['125523088429'], name: /^CentOS Stream/, user: 'ec2-user' },
  { owners: ['979382823631', '679593333241'], name: /^bitnami-/, user: 'bitnami' },
  { owners: ['782442783595'], name: /^FreeBSD /, user: 'ec2-user' },
];

/** Words in the name or description of an image whose publisher is not known, most specific first. */
export const describedImages: { words: RegExp; user: string }[] = [
  { words: /\bbitnami\b/i, user: 'bitnami' },
  { words: /\b(al2023|amzn2?|amazon linux)\b/i, user: 'ec2-user' },
  { words: /\bubuntu\b/i, user: 'ubuntu' },
  { words: /\bdebian\b/i, user: 'admin' },
  { words: /\brocky\b/i, user: 'rocky' },
  { words: /\balmalinux\b/i, user: 'ec2-user' },
  { words: /\b(red hat|rhel)\b/i, user: 'ec2-user' },
  { words: /\b(suse|sles|opensuse)\b/i, user: 'ec2-user' },
  { words: /\boracle linux\b/i, user: 'ec2-user' },
  { words: /\bfedora coreos\b/i, user: 'core' },
  { words: /\bfedora\b/i, user: 'fedora' },
  { words: /\bcentos stream\b/i, user: 'ec2-user' },
  { words: /\bcentos\b/i, user: 'centos' },
  { words: /\b(flatcar|coreos)\b/i, user: 'core' },
  { words: /\bkali\b/i, user: 'kali' },
  { words: /\barch ?linux\b/i, user: 'arch' },
  { words: /\balpine\b/i, user: 'alpine' },
  { words: /\bnixos\b/i, user: 'root' },
  { words: /\bvyos\b/i, user: 'vyos' },
  { words: /\bfreebsd\b/i, user: 'ec2-user' },
  { words: /\bmacos\b/i, user: 'ec2-user' },
];
