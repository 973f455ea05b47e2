/** The sentences of the conversation's island, handed over as one text: names and quotes would weigh more than the words. */

const NAMES = [
  'you',
  'assistant',
  'machine',
  'label',
  'hint',
  'send',
  'sending',
  'failed',
  'log',
  'suggestions',
  'choose',
  'camera',
  'filesHint',
  'uploading',
  'uploaded',
  'listen',
  'stopListening',
  'listening',
  'notHeard',
  'read',
] as const

export type ChatWords = Record<(typeof NAMES)[number], string>

export const packWords = (words: ChatWords): string => NAMES.map((name) => words[name]).join('\n')

export function unpackWords(packed: string): ChatWords {
  const sentences = packed.split('\n')
  return Object.fromEntries(NAMES.map((name, at) => [name, sentences[at]])) as ChatWords
}
