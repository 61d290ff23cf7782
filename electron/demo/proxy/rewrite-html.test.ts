import { describe, expect, it } from 'vitest'
import { rewriteHtml } from './rewrite-html.ts'

const rewrite = (url: string): string | undefined => (url.startsWith('!') ? undefined : url.replace(/^\//, '/P/'))

describe('rewriteHtml', () => {
  it.each([
    // Attributes that hold URLs.
    ['<a href="/x">', '<a href="/P/x">'],
    ["<a href='/x'>", '<a href="/P/x">'],
    ['<a href=/x>', '<a href="/P/x">'],
    ['<A HREF = "/x" Class=b>', '<a href="/P/x" class="b">'],
    ['<img src=/x/>', '<img src="/P/x/">'],
    ['<img src="/x"/>', '<img src="/P/x"/>'],
    ['<img src="/x" />', '<img src="/P/x"/>'],
    ['<br/>', '<br/>'],
    ['<form action="/f"><button formaction=/g>', '<form action="/P/f"><button formaction="/P/g">'],
    ['<video poster="/p" src="/v"><object data="/d">', '<video poster="/P/p" src="/P/v"><object data="/P/d">'],
    [
      '<html manifest="/m"><body background="/b"><q cite="/c">',
      '<html manifest="/P/m"><body background="/P/b"><q cite="/P/c">',
    ],
    // Attributes that do not, to the API server.
    ['<img srcset="/a 1x, /b 2x">', '<img srcset="/a 1x, /b 2x">'],
    ['<div style="background:url(/x)">', '<div style="background:url(/x)">'],
    ['<meta http-equiv="refresh" content="0;url=/x">', '<meta http-equiv="refresh" content="0;url=/x">'],
    ['<track src="/x">', '<track src="/x">'],
    ['<div data-url="/x" href="/x">', '<div data-url="/x" href="/x">'],
    // How tags are read and written.
    ['<a href="/x?a=1&amp;b=2">', '<a href="/P/x?a=1&amp;b=2">'],
    ['<a href="/x?a=1&b=2&copy=3">', '<a href="/P/x?a=1&amp;b=2&amp;copy=3">'],
    ['<a title="it\'s &lt;b&gt; &#34;q&#x22;">', '<a title="it&#39;s &lt;b&gt; &#34;q&#34;">'],
    ['<a title="caf&eacute; &amp;lt; &#233;">', '<a title="caf\u00c3\u00a9 &amp;lt; \u00c3\u00a9">'],
    [
      '<a title="&amp &ampx &notin; &hellip;= &#x110000;">',
      '<a title="&amp; &amp;ampx &notin; \u00e2\u0080\u00a6= \u00ef\u00bf\u00bd">',
    ],
    ['<a href="/x" href="/y">', '<a href="/P/x">'],
    ['<input disabled value>', '<input disabled="" value="">'],
    ['<a href="!not">', '<a href="!not">'],
    ['<a\n  href="/x"\n>', '<a href="/P/x">'],
    ['<a / href=/x>', '<a href="/P/x">'],
    ['<a =x=/y>', '<a =x="/y">'],
    // What is left alone.
    ['a < b && c > d </A  > &amp; \r\n', 'a < b && c > d </A  > &amp; \r\n'],
    ['<!doctype html><!-- <a href="/x"> --><?php <a ?>', '<!doctype html><!-- <a href="/x"> --><?php <a ?>'],
    ['<!--><a href="/x">', '<!--><a href="/P/x">'],
    ['<script src="/s">var a = "<a href=\'/x\'>"</script>', '<script src="/P/s">var a = "<a href=\'/x\'>"</script>'],
    ['<style>@import "/x";</style ><a href=/x>', '<style>@import "/x";</style ><a href="/P/x">'],
    ['<style>a::after{content:"<a href=/x>"}</style>', '<style>a::after{content:"<a href=/x>"}</style>'],
    ['<title><a href="/x"></TITLE><a href="/x">', '<title><a href="/x"></TITLE><a href="/P/x">'],
    ['<noscript><img src="/x"></noscript>', '<noscript><img src="/x"></noscript>'],
    ['<script>unfinished <a href="/x">', '<script>unfinished <a href="/x">'],
    // A tag that the document ends in is dropped.
    ['text<a href="/x', 'text'],
    ['text<a ', 'text'],
    ['', ''],
  ])('%j', (html, rewritten) => {
    expect(rewriteHtml(html, rewrite)).toBe(rewritten)
  })

  it('is linear: a megabyte of tags takes no time', () => {
    const page = '<a href="/x">x</a>'.repeat(60_000)
    const start = performance.now()
    expect(rewriteHtml(page, rewrite)).toHaveLength(page.length + 2 * 60_000)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
