/** What can be said about a guide, and why one has to be looked at. */

/** Parts of a guide that a reader can call out of date. */
export const FLAG_PARTS = ['materials', 'place', 'limit', 'fee', 'steps', 'law', 'other'] as const
/** Why a guide has to be looked at: a reader said so, or the article it rests on changed, went or was repealed. */
export const FLAG_REASONS = ['reader', 'article-changed', 'article-gone', 'law-repealed'] as const
