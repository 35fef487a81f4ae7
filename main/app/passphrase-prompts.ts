import { CodedError } from '../../common/coded-error';
import type { Prompt } from '../../contract/prompts';
import type { AppContext } from './context';
import { keyAsItIs, readListedKey } from './keys/list';
import { forgetPassphrase, keepPassphrase, passphraseKeeping } from './keys/passphrases';
import type { SessionKey } from './session-keys';

/**
 * A question from the sessions process goes to the page, unless it is about a passphrase that is kept: that answers it by
 * itself, once. One that turns out wrong is forgotten, and the user is asked. Never fails: the session waits for an answer.
 */
export async function askPage(context: AppContext, prompt: Prompt): Promise<void> {
  const { prompts, sessionKeys, tell } = context;
  const session = sessionKeys.of(prompt.sessionId);
  if (prompt.question.kind !== 'passphrase' || !session) {
    prompts.asked(prompt);
    tell('prompts.asked', prompt);
    return;
  }
  const { answeredByKept } = session;
  const wrongBefore = prompt.question.wrongBefore && !answeredByKept;
  const rememberIn = passphraseKeeping().where;
  const asked = { ...prompt, question: { ...prompt.question, wrongBefore, rememberIn } };
  // Open from now on, so that a withdrawal while the key is looked at is not lost.
  prompts.asked(asked);
  session.answeredByKept = false;
  try {
    if (answeredByKept) await forgetPassphrase(context, session.keyId);
    else if (!wrongBefore && (await answerByKept(context, asked, session))) return;
  } catch (error) {
    // What keeps the app from answering, a full disk for one, does not keep the user from it.
    console.error(error);
  }
  if (prompts.isOpen(prompt.promptId)) tell('prompts.asked', asked);
}

/** Keeps the passphrase of an answer, if it opens the key: the session itself does not say whether it did. */
export async function keepAnswer(context: AppContext, sessionId: string, passphrase: string): Promise<void> {
  const session = context.sessionKeys.of(sessionId);
  if (!session) return;
  try {
    const summary = await readListedKey(context, session.keyId, { passphrase });
    await keepPassphrase(context, session.keyId, summary, passphrase);
  } catch (error) {
    // A wrong one is not kept, and the session asks again; whatever else is wrong with the file it says as well.
    if (!(error instanceof CodedError)) throw error;
  }
}

/** True where the question is answered, or no longer open. */
async function answerByKept(context: AppContext, prompt: Prompt, session: SessionKey): Promise<boolean> {
  const passphrase = await keptPassphrase(context, session.keyId);
  if (!context.prompts.isOpen(prompt.promptId)) return true;
  if (passphrase === null) return false;
  session.answeredByKept = true;
  context.prompts.withdrawn(prompt.promptId);
  await context.sessions.call('prompts.answer', {
    promptId: prompt.promptId,
    answer: { kind: 'passphrase', passphrase },
  });
  return true;
}

async function keptPassphrase(context: AppContext, keyId: string): Promise<string | null> {
  try {
    return context.passphrases.find(await keyAsItIs(context, keyId));
  } catch (error) {
    // Taken off the list meanwhile.
    if (!(error instanceof CodedError)) throw error;
    return null;
  }
}
