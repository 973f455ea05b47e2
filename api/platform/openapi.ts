/** What the descriptions of all routes say alike. */
import type { z } from '@hono/zod-openapi'
import { ProblemSchema } from './http.ts'

/** Content of that shape. */
export const json = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } })
/** A body that must be there. */
export const takes = <S extends z.ZodType>(schema: S) => ({ required: true, content: json(schema) })
/** An answer of that shape. */
export const gives = <S extends z.ZodType>(schema: S, description: string) => ({ description, content: json(schema) })
/** An RFC 9457 refusal. */
export const problem = { description: 'Problem', content: { 'application/problem+json': { schema: ProblemSchema } } }
/** For answers that only the asker may see. */
export const NO_STORE = { 'cache-control': 'no-store' }
