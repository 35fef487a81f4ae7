import { expect, test } from 'vitest';
import { keyPairName } from '../../contract/inventory';
import { suggestPairName } from './ec2-name';

test.each([
  ['webteam-2024.pem', 'webteam-2024'],
  ['webteam.2024.PPK', 'webteam.2024'],
  ['id_ed25519', 'id_ed25519'],
  ['지우의 key.pem', 'key'],
])('%s is suggested as %s', (file, name) => {
  expect(suggestPairName(file)).toBe(name);
  expect(keyPairName.safeParse(name).success).toBe(true);
});

test('a name too long for EC2 is cut, and one of nothing that EC2 takes comes to nothing', () => {
  expect(keyPairName.safeParse(suggestPairName(`${'a'.repeat(254)} b.pem`)).success).toBe(true);
  expect(suggestPairName('열쇠.pem')).toBe('');
});
