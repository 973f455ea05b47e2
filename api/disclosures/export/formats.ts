/** What a list can be taken away as. */
export const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl', 'shuanggongshi'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const FILE_TYPES: Record<ExportFormat, { extension: string; mediaType: string }> = {
  csv: { extension: 'csv', mediaType: 'text/csv; charset=utf-8' },
  xlsx: {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  jsonl: { extension: 'jsonl', mediaType: 'application/jsonl; charset=utf-8' },
  shuanggongshi: { extension: 'csv', mediaType: 'text/csv; charset=utf-8' },
}
