import type { LoginUserSource } from '../../contract/hosts';
import type { Image, Instance } from '../../contract/snapshot';
import { describedImages, publishedImages } from './login-users';
import { platformOf } from './platform';
import { tagsOf } from './tags';

/** The user to log in as, and what told it. */
export interface LoginUser {
  user: string;
  from: LoginUserSource;
}

/** The tag that states an instance's login user outright. */
export const loginUserTag = 'latchkey:user';

// A user name as useradd(8) takes it. Tags and console output come from others and end up in command lines.
const userName = /^[a-z_][a-z0-9_.-]{0,31}$/i;

/**
 * Guesses the login user from the best witness there is: the tag, the line cloud-init prints for the user it gave the
 * key to (cc_ssh_authkey_fingerprints.py), the platform, the image's publisher, the image's own words. Null where none
 * of them tells. `images`: by id; a gone AMI is simply not there, and a copied one may name its source.
 */
export function guessLoginUser(
  instance: Instance,
  images: ReadonlyMap<string, Image>,
  consoleOutput: string | undefined,
): LoginUser | null {
  const image = images.get(instance.ImageId ?? '');
  return (
    found('tag', tagsOf(instance.Tags)[loginUserTag]) ??
    found('console', consoleUser(consoleOutput)) ??
    found('platform', platformUser(instance)) ??
    found('image', publishedUser(image) ?? publishedUser(images.get(image?.SourceImageId ?? ''))) ??
    found('description', describedUser(image))
  );
}

function found(from: LoginUserSource, user: string | undefined): LoginUser | null {
  return user !== undefined && userName.test(user) ? { user, from } : null;
}

/** `ci-info: +++Authorized keys from /home/ubuntu/.ssh/authorized_keys for user ubuntu+++`, the last boot's. */
function consoleUser(output: string | undefined): string | undefined {
  const lines = output?.matchAll(/^.*ci-info: \++Authorized keys from \S+ for user ([^\s+]+)\++/gm) ?? [];
  return [...lines].at(-1)?.[1];
}

function platformUser(instance: Instance): string | undefined {
  if (platformOf(instance) === 'windows') return 'Administrator';
  const details = instance.PlatformDetails ?? '';
  if (/^(Red Hat Enterprise Linux|SUSE Linux)/.test(details)) return 'ec2-user';
  return details.startsWith('Ubuntu') ? 'ubuntu' : undefined;
}

function publishedUser(image: Image | undefined): string | undefined {
  const { OwnerId, ImageOwnerAlias, Name = '' } = image ?? {};
  return publishedImages.find(
    ({ owners, name }) =>
      name.test(Name) && owners.some((owner) => owner === OwnerId || owner === ImageOwnerAlias),
  )?.user;
}

function describedUser(image: Image | undefined): string | undefined {
  if (!image) return undefined;
  const text = `${image.Name ?? ''} ${image.Description ?? ''}`.replaceAll(/[-_/]/g, ' ');
  return describedImages.find(({ words }) => words.test(text))?.user;
}
