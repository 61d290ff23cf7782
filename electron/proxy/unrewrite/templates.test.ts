import { describe, expect, it } from 'vitest'
import { ownPlaceholders } from './templates.ts'

describe('placeholders', () => {
  it.each([
    ['a call', '<img src="a-%7B%7Bstate%28%29%7D%7D.png">', '<img src="a-{{state()}}.png">'],
    ['several', '<a href="/%7B%7Ba%7D%7D/%7B%7Bb%7D%7D#%7B%7Bc%7D%7D">', '<a href="/{{a}}/{{b}}#{{c}}">'],
    ['a choice', '<a href="%7B%7Ba%20?b:c}}/x%20y">', '<a href="{{a ?b:c}}/x%20y">'],
    [
      'words and signs',
      '<a href="%7B%7Ba%20%7C%20f:%22&amp;%3C%22%7D%7D">',
      '<a href="{{a | f:&#34;&amp;&lt;&#34;}}">',
    ],
    ['another alphabet', '<a href="%7B%7B%C3%BC%7D%7D">', '<a href="{{\u00c3\u00bc}}">'],
    [
      'code',
      '<a href="/&lt;%= a &amp;&amp; &#39;b&#39; %&gt;" b="&lt;% c %&gt;">',
      `<a href="/<%= a && 'b' %>" b="<% c %>">`,
    ],
    ['code beside text', '<a b="&lt;&amp; &lt;%- c %&gt; &gt;&amp;">', '<a b="&lt;&amp; <%- c %> &gt;&amp;">'],
    [
      'but no sign that was made harmless',
      `<a b="c('&lt;% &amp;#39;d&amp;quot; %&gt;')">`,
      `<a b="c('<% &amp;#39;d&amp;quot; %>')">`,
    ],
    ['code with quotes, but these', '<a b="&lt;%= c[&#34;d&#34;] %&gt;">', '<a b="<%= c[&#34;d&#34;] %>">'],
  ])('come back: %s', (_name, tag, own) => {
    expect(ownPlaceholders(tag)).toBe(own)
  })

  it.each([
    ['one brace', '<a href="/%7Bid%7D">'],
    ['other bytes', '<a href="/a%20b">'],
    ['signs', '<a b="&lt;c&gt; &amp; %&gt; &lt;">'],
    ['code without an end', '<a b="&lt;% c" d="%&gt;">'],
    ['no attribute', '<%7B%7Ba%7D%7D>'],
  ])('and nothing else: %s', (_name, tag) => {
    expect(ownPlaceholders(tag)).toBe(tag)
  })
})
