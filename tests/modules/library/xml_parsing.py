"""XML: trees, documents, events, errors with their places."""

import xml.etree.ElementTree as ET
from xml.dom import minidom
import xml.sax
r=ET.fromstring('<?xml version="1.0"?>\n<data a="1" b="x &amp; y">\n <item n="1">text<br/>tail</item><!-- c --><item n="2"><![CDATA[<raw>]]></item>\n <ns:e xmlns:ns="urn:x" ns:q="z"/>&#65;&lt;</data>')
print(r.tag, r.attrib, [c.tag for c in r], r.find('item').text, r.find('item')[0].tail, r.findall('item')[1].text)
print(ET.tostring(r)); print(r[-1].attrib, repr(r[-1].tail))
for bad in ['<a><b></a>','','<a>','<a b=1/>','text','<a/><b/>','<a>&foo;</a>','<a b="1" b="2"/>','<a','<1/>','<a:b/>','<a>\n<b x=></a>','<a b="<"/>', '<a>]]></a>','<a></a>x','<!DOCTYPE x','<a><![CDATA[','<a b="1"c="2"/>','</a>','<a>&#0;</a>','<a>& b</a>', ' <?xml version="1.0"?><a/>']:
    try: ET.fromstring(bad); print(bad,'ok')
    except ET.ParseError as e: print(repr(bad), e, e.code, e.position)
d=minidom.parseString('<!DOCTYPE r [<!ENTITY e "val"><!ATTLIST r d CDATA "def">]><r><c k="v">t&e;</c><?pi data?></r>')
print(d.toxml()); print(d.documentElement.getAttribute('d'), d.getElementsByTagName('c')[0].firstChild.data)
print(d.toprettyxml(indent=' '))
class H(xml.sax.ContentHandler):
    def startElement(self,n,a): print('start',n,dict(a.items()))
    def endElement(self,n): print('end',n)
    def characters(self,c): print('chars',repr(c))
xml.sax.parseString(b'<a x="1">hi\nthere<b/></a>', H())
import xml.parsers.expat as ex
p=ex.ParserCreate()
for n in ['StartElementHandler','EndElementHandler','CharacterDataHandler','CommentHandler','ProcessingInstructionHandler','XmlDeclHandler','StartDoctypeDeclHandler','EndDoctypeDeclHandler','DefaultHandler','StartCdataSectionHandler','EntityDeclHandler','ElementDeclHandler','AttlistDeclHandler']:
    setattr(p,n,lambda *a,n=n: print(n, a))
p.Parse('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE a [\n<!ELEMENT a (b,c*)>\n<!ENTITY q "z">]>\n<a k="v"> x\n &q; &amp; <b/>')
p.Parse('<c>é</c></a>',True)
root=ET.Element('r'); s=ET.SubElement(root,'s',{'k':'v'}); s.text='é<'; ET.indent(root); print(ET.tostring(root,encoding='unicode')); ET.dump(root)
import io
for ev,el in ET.iterparse(io.BytesIO(b'<a><b>1</b><c/></a>'),events=('start','end')): print(ev,el.tag)
t=ET.parse(io.StringIO('<a>\xe9</a>')); print(ET.tostring(t.getroot()), ET.tostring(t.getroot(),'utf-8',xml_declaration=True))
p=ET.XMLPullParser(['end']); p.feed('<a><b'); print(list(p.read_events())); p.feed('/></a>'); print([e[1].tag for e in p.read_events()])
import plistlib; print(plistlib.loads(plistlib.dumps({'a':1,'b':[True,'x',2.5]})))
print(ET.fromstring('<a xmlns="d" xmlns:p="u"><p:b/></a>')[0].tag, r.find('.//item[@n="2"]').attrib, ET.canonicalize('<a  b="1" a="2"/>'))
import xmlrpc.client; print(xmlrpc.client.loads(xmlrpc.client.dumps((1,'a',[2.5]),'m')))
