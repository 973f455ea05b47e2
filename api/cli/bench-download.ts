/** Child of a benchmark: reads an address to its end and tells its parent how many bytes came. */
import http from 'node:http'

http.get(String(process.argv[2]), (answer) => {
  if (answer.statusCode !== 200) process.exit(1)
  let bytes = 0
  answer.on('data', (piece: Buffer) => {
    bytes += piece.length
  })
  answer.on('end', () => process.send?.(bytes, () => process.disconnect()))
})
