/** Figures of a ranking: MRR@10, recall@10, recall@100. */

export interface Figures {
  questions: number
  mrr10: number
  recall10: number
  recall100: number
}

export const noFigures = (): Figures => ({ questions: 0, mrr10: 0, recall10: 0, recall100: 0 })

/** Adds one question; `places` are the places (from 0) its answers were found at. */
export function addQuestion(figures: Figures, places: readonly number[], answers: number): void {
  const first = Math.min(...places, Number.POSITIVE_INFINITY)
  figures.questions += 1
  figures.mrr10 += first < 10 ? 1 / (first + 1) : 0
  figures.recall10 += places.filter((place) => place < 10).length / answers
  figures.recall100 += places.filter((place) => place < 100).length / answers
}

export function sentence({ questions, mrr10, recall10, recall100 }: Figures): string {
  const mean = (sum: number) => (sum / Math.max(1, questions)).toFixed(3)
  return `MRR@10 ${mean(mrr10)}  recall@10 ${mean(recall10)}  recall@100 ${mean(recall100)}  (${questions})`
}
