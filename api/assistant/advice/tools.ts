/** What a model may look up or propose while it answers: articles, published enterprises, fields of the draft. */
import { z } from 'zod'
import { AdvisedField } from './advice.ts'

export const TOOLS = {
  search: {
    says: '检索现行法规条文。用几个关键词。',
    input: z.strictObject({ query: z.string().min(2).max(200) }),
  },
  enterprise: {
    says: '查某个企业已公示的记录。用企业名称或统一社会信用代码。',
    input: z.strictObject({ name: z.string().min(2).max(80) }),
  },
  draft: {
    says: '提议往单子里填的字段，每个都要带原话。',
    input: z.strictObject({ fields: z.array(AdvisedField).max(12) }),
  },
} as const
export type ToolName = keyof typeof TOOLS

/** What runs a tool for the model; each gives the text the model reads back. */
export type ToolRunners = { [Name in ToolName]: (input: z.infer<(typeof TOOLS)[Name]['input']>) => Promise<string> }

/** Runs a call as it came; what cannot be read or found is told to the model, not thrown. */
export async function runTool(runners: ToolRunners, name: string, json: string): Promise<string> {
  try {
    const raw: unknown = JSON.parse(json)
    switch (name) {
      case 'search':
        return await runners.search(TOOLS.search.input.parse(raw))
      case 'enterprise':
        return await runners.enterprise(TOOLS.enterprise.input.parse(raw))
      case 'draft':
        return await runners.draft(TOOLS.draft.input.parse(raw))
      default:
        return 'unknown tool'
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return 'wrong arguments'
    // A search that is away is no reason to give up the answer; what was not found cannot be cited.
    return 'not available'
  }
}
