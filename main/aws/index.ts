/** What the inventory process uses of main/aws. Importing it loads the AWS SDK: import it lazily. */
export { type Ec2Connection, type Ec2Source, openEc2 } from './connection';
export { describeInstance } from './describe-instance';
export { createKeyPair, deleteKeyPair, importKeyPair } from './key-pairs';
export { listProfiles } from './profiles';
export { type ReadSnapshot, readSnapshot } from './read-snapshot';
