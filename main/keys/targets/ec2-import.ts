import { ec2ImportObstacle } from '../../../common/ec2-import';
import { isPublic, type KeyFacts } from './key-facts';
import type { Target } from './target';

const says = 'Key is not in valid OpenSSH public key format';

/**
 * ImportKeyPair, in the console, the AWS CLI and Terraform: a public RSA or Ed25519 key. Source:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-key-pairs.html
 */
export const ec2Import: Target = {
  refusal(facts) {
    const { family, format, traits } = facts;
    if (!isImportable(facts)) return { says, cause: 'ec2-algorithm' };
    if (!isPublic(facts)) return { says, cause: 'ec2-private-key' };
    if (format === 'certificate') return { says, cause: 'certificate' };
    if (traits.encoding !== 'plain') return { says, cause: traits.encoding };
    if (traits.before === 'text') return { says, cause: 'leading-text' };
    if (traits.textAfter) return { says, cause: 'text-after' };
    const reads = format === 'public' || (format === 'rfc4716' && family === 'rsa');
    return reads ? null : { says, cause: 'ec2-public-format' };
  },
  take: (facts) => (isImportable(facts) ? 'public' : null),
};

function isImportable({ family, bits }: KeyFacts): boolean {
  if (family === 'rsa') return ec2ImportObstacle('ssh-rsa', bits) === null;
  return family === 'ed25519' || family === null;
}
