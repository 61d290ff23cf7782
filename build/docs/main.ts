// `npm run docs`: writes the documents that are made from sources. A unit test says when they are stale.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { repoRoot } from '../paths.ts'
import { generatedDocuments } from './generated.ts'

for (const [file, text] of await generatedDocuments(repoRoot)) await writeFile(path.join(repoRoot, file), text)
