/** The key derivations that key files ask for. Each checks its cost before it starts, and tells its progress. */
export { type Argon2Flavour, deriveArgon2 } from './derive-argon2';
export { deriveBcrypt } from './derive-bcrypt';
export { type Argon2Cost, assertArgon2Cost, assertIterations } from './derive-costs';
export { derivePbkdf2 } from './derive-pbkdf2';
export { deriveScrypt } from './derive-scrypt';
