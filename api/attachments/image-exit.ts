/** What image-program.ts is told, and how it ends. */
import type { FileType } from './model.ts'

export interface PictureJob {
  type: FileType
  mostPixels: number
}

export const EXIT = { broken: 2, tooManyPixels: 3, noDecoder: 4 } as const
