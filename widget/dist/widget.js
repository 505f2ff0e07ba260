"use strict";(()=>{var Li=Object.defineProperty;var Bi=(s,e)=>{for(var t in e)Li(s,t,{get:e[t],enumerable:!0})};var pe=globalThis,fe=pe.ShadowRoot&&(pe.ShadyCSS===void 0||pe.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,De=Symbol(),mt=new WeakMap,G=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==De)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(fe&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=mt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&mt.set(t,e))}return e}toString(){return this.cssText}},me=s=>new G(typeof s=="string"?s:s+"",void 0,De),H=(s,...e)=>{let t=s.length===1?s[0]:e.reduce((i,n,r)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(n)+s[r+1],s[0]);return new G(t,s,De)},gt=(s,e)=>{if(fe)s.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),n=pe.litNonce;n!==void 0&&i.setAttribute("nonce",n),i.textContent=t.cssText,s.appendChild(i)}},Ie=fe?s=>s:s=>s instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return me(t)})(s):s;var{is:Mi,defineProperty:Ui,getOwnPropertyDescriptor:Di,getOwnPropertyNames:Ii,getOwnPropertySymbols:qi,getPrototypeOf:Hi}=Object,ge=globalThis,yt=ge.trustedTypes,Fi=yt?yt.emptyScript:"",Vi=ge.reactiveElementPolyfillSupport,X=(s,e)=>s,qe={toAttribute(s,e){switch(e){case Boolean:s=s?Fi:null;break;case Object:case Array:s=s==null?s:JSON.stringify(s)}return s},fromAttribute(s,e){let t=s;switch(e){case Boolean:t=s!==null;break;case Number:t=s===null?null:Number(s);break;case Object:case Array:try{t=JSON.parse(s)}catch{t=null}}return t}},_t=(s,e)=>!Mi(s,e),vt={attribute:!0,type:String,converter:qe,reflect:!1,useDefault:!1,hasChanged:_t};Symbol.metadata??=Symbol("metadata"),ge.litPropertyMetadata??=new WeakMap;var x=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=vt){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),n=this.getPropertyDescriptor(e,i,t);n!==void 0&&Ui(this.prototype,e,n)}}static getPropertyDescriptor(e,t,i){let{get:n,set:r}=Di(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:n,set(o){let a=n?.call(this);r?.call(this,o),this.requestUpdate(e,a,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??vt}static _$Ei(){if(this.hasOwnProperty(X("elementProperties")))return;let e=Hi(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(X("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(X("properties"))){let t=this.properties,i=[...Ii(t),...qi(t)];for(let n of i)this.createProperty(n,t[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,n]of t)this.elementProperties.set(i,n)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let n=this._$Eu(t,i);n!==void 0&&this._$Eh.set(n,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let n of i)t.unshift(Ie(n))}else e!==void 0&&t.push(Ie(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return gt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),n=this.constructor._$Eu(e,i);if(n!==void 0&&i.reflect===!0){let r=(i.converter?.toAttribute!==void 0?i.converter:qe).toAttribute(t,i.type);this._$Em=e,r==null?this.removeAttribute(n):this.setAttribute(n,r),this._$Em=null}}_$AK(e,t){let i=this.constructor,n=i._$Eh.get(e);if(n!==void 0&&this._$Em!==n){let r=i.getPropertyOptions(n),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:qe;this._$Em=n;let a=o.fromAttribute(t,r.type);this[n]=a??this._$Ej?.get(n)??a,this._$Em=null}}requestUpdate(e,t,i,n=!1,r){if(e!==void 0){let o=this.constructor;if(n===!1&&(r=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??_t)(r,t)||i.useDefault&&i.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:n,wrapped:r},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),r!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),n===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[n,r]of this._$Ep)this[n]=r;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[n,r]of i){let{wrapped:o}=r,a=this[n];o!==!0||this._$AL.has(n)||a===void 0||this.C(n,void 0,r,a)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};x.elementStyles=[],x.shadowRootOptions={mode:"open"},x[X("elementProperties")]=new Map,x[X("finalized")]=new Map,Vi?.({ReactiveElement:x}),(ge.reactiveElementVersions??=[]).push("2.1.2");var Fe=globalThis,bt=s=>s,ye=Fe.trustedTypes,wt=ye?ye.createPolicy("lit-html",{createHTML:s=>s}):void 0,Ve="$lit$",k=`lit$${Math.random().toFixed(9).slice(2)}$`,We="?"+k,Wi=`<${We}>`,M=document,Z=()=>M.createComment(""),ee=s=>s===null||typeof s!="object"&&typeof s!="function",Ke=Array.isArray,St=s=>Ke(s)||typeof s?.[Symbol.iterator]=="function",He=`[ 	
\f\r]`,Q=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,$t=/-->/g,At=/>/g,L=RegExp(`>|${He}(?:([^\\s"'>=/]+)(${He}*=${He}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Et=/'/g,xt=/"/g,Tt=/^(?:script|style|textarea|title)$/i,ze=s=>(e,...t)=>({_$litType$:s,strings:e,values:t}),d=ze(1),Fs=ze(2),Vs=ze(3),w=Symbol.for("lit-noChange"),l=Symbol.for("lit-nothing"),kt=new WeakMap,B=M.createTreeWalker(M,129);function Ct(s,e){if(!Ke(s)||!s.hasOwnProperty("raw"))throw Error("invalid template strings array");return wt!==void 0?wt.createHTML(e):e}var Ot=(s,e)=>{let t=s.length-1,i=[],n,r=e===2?"<svg>":e===3?"<math>":"",o=Q;for(let a=0;a<t;a++){let c=s[a],u,f,h=-1,m=0;for(;m<c.length&&(o.lastIndex=m,f=o.exec(c),f!==null);)m=o.lastIndex,o===Q?f[1]==="!--"?o=$t:f[1]!==void 0?o=At:f[2]!==void 0?(Tt.test(f[2])&&(n=RegExp("</"+f[2],"g")),o=L):f[3]!==void 0&&(o=L):o===L?f[0]===">"?(o=n??Q,h=-1):f[1]===void 0?h=-2:(h=o.lastIndex-f[2].length,u=f[1],o=f[3]===void 0?L:f[3]==='"'?xt:Et):o===xt||o===Et?o=L:o===$t||o===At?o=Q:(o=L,n=void 0);let g=o===L&&s[a+1].startsWith("/>")?" ":"";r+=o===Q?c+Wi:h>=0?(i.push(u),c.slice(0,h)+Ve+c.slice(h)+k+g):c+k+(h===-2?a:g)}return[Ct(s,r+(s[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},te=class s{constructor({strings:e,_$litType$:t},i){let n;this.parts=[];let r=0,o=0,a=e.length-1,c=this.parts,[u,f]=Ot(e,t);if(this.el=s.createElement(u,i),B.currentNode=this.el.content,t===2||t===3){let h=this.el.content.firstChild;h.replaceWith(...h.childNodes)}for(;(n=B.nextNode())!==null&&c.length<a;){if(n.nodeType===1){if(n.hasAttributes())for(let h of n.getAttributeNames())if(h.endsWith(Ve)){let m=f[o++],g=n.getAttribute(h).split(k),v=/([.?@])?(.*)/.exec(m);c.push({type:1,index:r,name:v[2],strings:g,ctor:v[1]==="."?_e:v[1]==="?"?be:v[1]==="@"?we:D}),n.removeAttribute(h)}else h.startsWith(k)&&(c.push({type:6,index:r}),n.removeAttribute(h));if(Tt.test(n.tagName)){let h=n.textContent.split(k),m=h.length-1;if(m>0){n.textContent=ye?ye.emptyScript:"";for(let g=0;g<m;g++)n.append(h[g],Z()),B.nextNode(),c.push({type:2,index:++r});n.append(h[m],Z())}}}else if(n.nodeType===8)if(n.data===We)c.push({type:2,index:r});else{let h=-1;for(;(h=n.data.indexOf(k,h+1))!==-1;)c.push({type:7,index:r}),h+=k.length-1}r++}}static createElement(e,t){let i=M.createElement("template");return i.innerHTML=e,i}};function U(s,e,t=s,i){if(e===w)return e;let n=i!==void 0?t._$Co?.[i]:t._$Cl,r=ee(e)?void 0:e._$litDirective$;return n?.constructor!==r&&(n?._$AO?.(!1),r===void 0?n=void 0:(n=new r(s),n._$AT(s,t,i)),i!==void 0?(t._$Co??=[])[i]=n:t._$Cl=n),n!==void 0&&(e=U(s,n._$AS(s,e.values),n,i)),e}var ve=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,n=(e?.creationScope??M).importNode(t,!0);B.currentNode=n;let r=B.nextNode(),o=0,a=0,c=i[0];for(;c!==void 0;){if(o===c.index){let u;c.type===2?u=new F(r,r.nextSibling,this,e):c.type===1?u=new c.ctor(r,c.name,c.strings,this,e):c.type===6&&(u=new $e(r,this,e)),this._$AV.push(u),c=i[++a]}o!==c?.index&&(r=B.nextNode(),o++)}return B.currentNode=M,n}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},F=class s{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,n){this.type=2,this._$AH=l,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=n,this._$Cv=n?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=U(this,e,t),ee(e)?e===l||e==null||e===""?(this._$AH!==l&&this._$AR(),this._$AH=l):e!==this._$AH&&e!==w&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):St(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==l&&ee(this._$AH)?this._$AA.nextSibling.data=e:this.T(M.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,n=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=te.createElement(Ct(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===n)this._$AH.p(t);else{let r=new ve(n,this),o=r.u(this.options);r.p(t),this.T(o),this._$AH=r}}_$AC(e){let t=kt.get(e.strings);return t===void 0&&kt.set(e.strings,t=new te(e)),t}k(e){Ke(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,n=0;for(let r of e)n===t.length?t.push(i=new s(this.O(Z()),this.O(Z()),this,this.options)):i=t[n],i._$AI(r),n++;n<t.length&&(this._$AR(i&&i._$AB.nextSibling,n),t.length=n)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=bt(e).nextSibling;bt(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},D=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,n,r){this.type=1,this._$AH=l,this._$AN=void 0,this.element=e,this.name=t,this._$AM=n,this.options=r,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=l}_$AI(e,t=this,i,n){let r=this.strings,o=!1;if(r===void 0)e=U(this,e,t,0),o=!ee(e)||e!==this._$AH&&e!==w,o&&(this._$AH=e);else{let a=e,c,u;for(e=r[0],c=0;c<r.length-1;c++)u=U(this,a[i+c],t,c),u===w&&(u=this._$AH[c]),o||=!ee(u)||u!==this._$AH[c],u===l?e=l:e!==l&&(e+=(u??"")+r[c+1]),this._$AH[c]=u}o&&!n&&this.j(e)}j(e){e===l?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},_e=class extends D{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===l?void 0:e}},be=class extends D{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==l)}},we=class extends D{constructor(e,t,i,n,r){super(e,t,i,n,r),this.type=5}_$AI(e,t=this){if((e=U(this,e,t,0)??l)===w)return;let i=this._$AH,n=e===l&&i!==l||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,r=e!==l&&(i===l||n);n&&this.element.removeEventListener(this.name,this,i),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},$e=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){U(this,e)}},Rt={M:Ve,P:k,A:We,C:1,L:Ot,R:ve,D:St,V:U,I:F,H:D,N:be,U:we,B:_e,F:$e},Ki=Fe.litHtmlPolyfillSupport;Ki?.(te,F),(Fe.litHtmlVersions??=[]).push("3.3.3");var Pt=(s,e,t)=>{let i=t?.renderBefore??e,n=i._$litPart$;if(n===void 0){let r=t?.renderBefore??null;i._$litPart$=n=new F(e.insertBefore(Z(),r),r,void 0,t??{})}return n._$AI(s),n};var je=globalThis,A=class extends x{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Pt(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return w}};A._$litElement$=!0,A.finalized=!0,je.litElementHydrateSupport?.({LitElement:A});var zi=je.litElementPolyfillSupport;zi?.({LitElement:A});(je.litElementVersions??=[]).push("4.2.2");var Nt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Ae=s=>(...e)=>({_$litDirective$:s,values:e}),V=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,i){this._$Ct=e,this._$AM=t,this._$Ci=i}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var ji={},Lt=Ae(class extends V{constructor(){super(...arguments),this.ot=ji}render(s,e){return e()}update(s,[e,t]){if(Array.isArray(e)){if(Array.isArray(this.ot)&&this.ot.length===e.length&&e.every((i,n)=>i===this.ot[n]))return w}else if(this.ot===e)return w;return this.ot=Array.isArray(e)?Array.from(e):e,this.render(e,t)}});var{I:Yi}=Rt,Bt=s=>s;var Mt=()=>document.createComment(""),W=(s,e,t)=>{let i=s._$AA.parentNode,n=e===void 0?s._$AB:e._$AA;if(t===void 0){let r=i.insertBefore(Mt(),n),o=i.insertBefore(Mt(),n);t=new Yi(r,o,s,s.options)}else{let r=t._$AB.nextSibling,o=t._$AM,a=o!==s;if(a){let c;t._$AQ?.(s),t._$AM=s,t._$AP!==void 0&&(c=s._$AU)!==o._$AU&&t._$AP(c)}if(r!==n||a){let c=t._$AA;for(;c!==r;){let u=Bt(c).nextSibling;Bt(i).insertBefore(c,n),c=u}}}return t},O=(s,e,t=s)=>(s._$AI(e,t),s),Ji={},Ut=(s,e=Ji)=>s._$AH=e,Dt=s=>s._$AH,Ee=s=>{s._$AR(),s._$AA.remove()};var It=(s,e,t)=>{let i=new Map;for(let n=e;n<=t;n++)i.set(s[n],n);return i},Ye=Ae(class extends V{constructor(s){if(super(s),s.type!==Nt.CHILD)throw Error("repeat() can only be used in text expressions")}dt(s,e,t){let i;t===void 0?t=e:e!==void 0&&(i=e);let n=[],r=[],o=0;for(let a of s)n[o]=i?i(a,o):o,r[o]=t(a,o),o++;return{values:r,keys:n}}render(s,e,t){return this.dt(s,e,t).values}update(s,[e,t,i]){let n=Dt(s),{values:r,keys:o}=this.dt(e,t,i);if(!Array.isArray(n))return this.ut=o,r;let a=this.ut??=[],c=[],u,f,h=0,m=n.length-1,g=0,v=r.length-1;for(;h<=m&&g<=v;)if(n[h]===null)h++;else if(n[m]===null)m--;else if(a[h]===o[g])c[g]=O(n[h],r[g]),h++,g++;else if(a[m]===o[v])c[v]=O(n[m],r[v]),m--,v--;else if(a[h]===o[v])c[v]=O(n[h],r[v]),W(s,c[v+1],n[h]),h++,v--;else if(a[m]===o[g])c[g]=O(n[m],r[g]),W(s,n[h],n[m]),m--,g++;else if(u===void 0&&(u=It(o,g,v),f=It(a,h,m)),u.has(a[h]))if(u.has(a[m])){let E=f.get(o[g]),Ue=E!==void 0?n[E]:null;if(Ue===null){let ft=W(s,n[h]);O(ft,r[g]),c[g]=ft}else c[g]=O(Ue,r[g]),W(s,n[h],Ue),n[E]=null;g++}else Ee(n[m]),m--;else Ee(n[h]),h++;for(;g<=v;){let E=W(s,c[v+1]);O(E,r[g]),c[g++]=E}for(;h<=m;){let E=n[h++];E!==null&&Ee(E)}return this.ut=o,Ut(s,c),w}});function qt(s){let[e,t,i]=[1,3,5].map(r=>Gi(parseInt(s.slice(r,r+2),16)));return .2126*e+.7152*t+.0722*i>.179?"#000000":"#ffffff"}function Gi(s){let e=s/255;return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}var $=Object.create(null);$.open="0";$.close="1";$.ping="2";$.pong="3";$.message="4";$.upgrade="5";$.noop="6";var ie=Object.create(null);Object.keys($).forEach(s=>{ie[$[s]]=s});var se={type:"error",data:"parser error"};var Vt=typeof Blob=="function"||typeof Blob<"u"&&Object.prototype.toString.call(Blob)==="[object BlobConstructor]",Wt=typeof ArrayBuffer=="function",Kt=s=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(s):s&&s.buffer instanceof ArrayBuffer,ne=({type:s,data:e},t,i)=>Vt&&e instanceof Blob?t?i(e):Ht(e,i):Wt&&(e instanceof ArrayBuffer||Kt(e))?t?i(e):Ht(new Blob([e]),i):i($[s]+(e||"")),Ht=(s,e)=>{let t=new FileReader;return t.onload=function(){let i=t.result.split(",")[1];e("b"+(i||""))},t.readAsDataURL(s)};function Ft(s){return s instanceof Uint8Array?s:s instanceof ArrayBuffer?new Uint8Array(s):new Uint8Array(s.buffer,s.byteOffset,s.byteLength)}var Je;function zt(s,e){if(Vt&&s.data instanceof Blob)return s.data.arrayBuffer().then(Ft).then(e);if(Wt&&(s.data instanceof ArrayBuffer||Kt(s.data)))return e(Ft(s.data));ne(s,!1,t=>{Je||(Je=new TextEncoder),e(Je.encode(t))})}var jt="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",re=typeof Uint8Array>"u"?[]:new Uint8Array(256);for(let s=0;s<jt.length;s++)re[jt.charCodeAt(s)]=s;var Yt=s=>{let e=s.length*.75,t=s.length,i,n=0,r,o,a,c;s[s.length-1]==="="&&(e--,s[s.length-2]==="="&&e--);let u=new ArrayBuffer(e),f=new Uint8Array(u);for(i=0;i<t;i+=4)r=re[s.charCodeAt(i)],o=re[s.charCodeAt(i+1)],a=re[s.charCodeAt(i+2)],c=re[s.charCodeAt(i+3)],f[n++]=r<<2|o>>4,f[n++]=(o&15)<<4|a>>2,f[n++]=(a&3)<<6|c&63;return u};var Xi=typeof ArrayBuffer=="function",oe=(s,e)=>{if(typeof s!="string")return{type:"message",data:Jt(s,e)};let t=s.charAt(0);return t==="b"?{type:"message",data:Qi(s.substring(1),e)}:ie[t]?s.length>1?{type:ie[t],data:s.substring(1)}:{type:ie[t]}:se},Qi=(s,e)=>{if(Xi){let t=Yt(s);return Jt(t,e)}else return{base64:!0,data:s}},Jt=(s,e)=>{switch(e){case"blob":return s instanceof Blob?s:new Blob([s]);case"arraybuffer":default:return s instanceof ArrayBuffer?s:s.buffer}};var Gt="",Xt=(s,e)=>{let t=s.length,i=new Array(t),n=0;s.forEach((r,o)=>{ne(r,!1,a=>{i[o]=a,++n===t&&e(i.join(Gt))})})},Qt=(s,e)=>{let t=s.split(Gt),i=[];for(let n=0;n<t.length;n++){let r=oe(t[n],e);if(i.push(r),r.type==="error")break}return i};function Zt(){return new TransformStream({transform(s,e){zt(s,t=>{let i=t.length,n;if(i<126)n=new Uint8Array(1),new DataView(n.buffer).setUint8(0,i);else if(i<65536){n=new Uint8Array(3);let r=new DataView(n.buffer);r.setUint8(0,126),r.setUint16(1,i)}else{n=new Uint8Array(9);let r=new DataView(n.buffer);r.setUint8(0,127),r.setBigUint64(1,BigInt(i))}s.data&&typeof s.data!="string"&&(n[0]|=128),e.enqueue(n),e.enqueue(t)})}})}var Ge;function xe(s){return s.reduce((e,t)=>e+t.length,0)}function ke(s,e){if(s[0].length===e)return s.shift();let t=new Uint8Array(e),i=0;for(let n=0;n<e;n++)t[n]=s[0][i++],i===s[0].length&&(s.shift(),i=0);return s.length&&i<s[0].length&&(s[0]=s[0].slice(i)),t}function ei(s,e){Ge||(Ge=new TextDecoder);let t=[],i=0,n=-1,r=!1;return new TransformStream({transform(o,a){for(t.push(o);;){if(i===0){if(xe(t)<1)break;let c=ke(t,1);r=(c[0]&128)===128,n=c[0]&127,n<126?i=3:n===126?i=1:i=2}else if(i===1){if(xe(t)<2)break;let c=ke(t,2);n=new DataView(c.buffer,c.byteOffset,c.length).getUint16(0),i=3}else if(i===2){if(xe(t)<8)break;let c=ke(t,8),u=new DataView(c.buffer,c.byteOffset,c.length),f=u.getUint32(0);if(f>Math.pow(2,21)-1){a.enqueue(se);break}n=f*Math.pow(2,32)+u.getUint32(4),i=3}else{if(xe(t)<n)break;let c=ke(t,n);a.enqueue(oe(r?c:Ge.decode(c),e)),i=0}if(n===0||n>s){a.enqueue(se);break}}}})}var Xe=4;function y(s){if(s)return Zi(s)}function Zi(s){for(var e in y.prototype)s[e]=y.prototype[e];return s}y.prototype.on=y.prototype.addEventListener=function(s,e){return this._callbacks=this._callbacks||{},(this._callbacks["$"+s]=this._callbacks["$"+s]||[]).push(e),this};y.prototype.once=function(s,e){function t(){this.off(s,t),e.apply(this,arguments)}return t.fn=e,this.on(s,t),this};y.prototype.off=y.prototype.removeListener=y.prototype.removeAllListeners=y.prototype.removeEventListener=function(s,e){if(this._callbacks=this._callbacks||{},arguments.length==0)return this._callbacks={},this;var t=this._callbacks["$"+s];if(!t)return this;if(arguments.length==1)return delete this._callbacks["$"+s],this;for(var i,n=0;n<t.length;n++)if(i=t[n],i===e||i.fn===e){t.splice(n,1);break}return t.length===0&&delete this._callbacks["$"+s],this};y.prototype.emit=function(s){this._callbacks=this._callbacks||{};for(var e=new Array(arguments.length-1),t=this._callbacks["$"+s],i=1;i<arguments.length;i++)e[i-1]=arguments[i];if(t){t=t.slice(0);for(var i=0,n=t.length;i<n;++i)t[i].apply(this,e)}return this};y.prototype.emitReserved=y.prototype.emit;y.prototype.listeners=function(s){return this._callbacks=this._callbacks||{},this._callbacks["$"+s]||[]};y.prototype.hasListeners=function(s){return!!this.listeners(s).length};var S=typeof Promise=="function"&&typeof Promise.resolve=="function"?e=>Promise.resolve().then(e):(e,t)=>t(e,0),_=typeof self<"u"?self:typeof window<"u"?window:Function("return this")(),ti="arraybuffer";function Se(s,...e){return e.reduce((t,i)=>(s.hasOwnProperty(i)&&(t[i]=s[i]),t),{})}var es=_.setTimeout,ts=_.clearTimeout;function T(s,e){e.useNativeTimers?(s.setTimeoutFn=es.bind(_),s.clearTimeoutFn=ts.bind(_)):(s.setTimeoutFn=_.setTimeout.bind(_),s.clearTimeoutFn=_.clearTimeout.bind(_))}var is=1.33;function ii(s){return typeof s=="string"?ss(s):Math.ceil((s.byteLength||s.size)*is)}function ss(s){let e=0,t=0;for(let i=0,n=s.length;i<n;i++)e=s.charCodeAt(i),e<128?t+=1:e<2048?t+=2:e<55296||e>=57344?t+=3:(i++,t+=4);return t}function Te(){return Date.now().toString(36).substring(3)+Math.random().toString(36).substring(2,5)}function si(s){let e="";for(let t in s)s.hasOwnProperty(t)&&(e.length&&(e+="&"),e+=encodeURIComponent(t)+"="+encodeURIComponent(s[t]));return e}function ni(s){let e={},t=s.split("&");for(let i=0,n=t.length;i<n;i++){let r=t[i].split("=");e[decodeURIComponent(r[0])]=decodeURIComponent(r.slice(1).join("="))}return e}var Ce=class extends Error{constructor(e,t,i){super(e),this.description=t,this.context=i,this.type="TransportError"}},C=class extends y{constructor(e){super(),this.writable=!1,T(this,e),this.opts=e,this.query=e.query,this.socket=e.socket,this.supportsBinary=!e.forceBase64}onError(e,t,i){return super.emitReserved("error",new Ce(e,t,i)),this}open(){return this.readyState="opening",this.doOpen(),this}close(){return(this.readyState==="opening"||this.readyState==="open")&&(this.doClose(),this.onClose()),this}send(e){this.readyState==="open"&&this.write(e)}onOpen(){this.readyState="open",this.writable=!0,super.emitReserved("open")}onData(e){let t=oe(e,this.socket.binaryType);this.onPacket(t)}onPacket(e){super.emitReserved("packet",e)}onClose(e){this.readyState="closed",super.emitReserved("close",e)}pause(e){}createUri(e,t={}){return e+"://"+this._hostname()+this._port()+this.opts.path+this._query(t)}_hostname(){let e=this.opts.hostname;return e.indexOf(":")===-1?e:"["+e+"]"}_port(){return this.opts.port&&(this.opts.secure&&Number(this.opts.port)!==443||!this.opts.secure&&Number(this.opts.port)!==80)?":"+this.opts.port:""}_query(e){let t=si(e);return t.length?"?"+t:""}};var ae=class extends C{constructor(){super(...arguments),this._polling=!1}get name(){return"polling"}doOpen(){this._poll()}pause(e){this.readyState="pausing";let t=()=>{this.readyState="paused",e()};if(this._polling||!this.writable){let i=0;this._polling&&(i++,this.once("pollComplete",function(){--i||t()})),this.writable||(i++,this.once("drain",function(){--i||t()}))}else t()}_poll(){this._polling=!0,this.doPoll(),this.emitReserved("poll")}onData(e){let t=i=>{if(this.readyState==="opening"&&i.type==="open"&&this.onOpen(),i.type==="close")return this.onClose({description:"transport closed by the server"}),!1;this.onPacket(i)};Qt(e,this.socket.binaryType).forEach(t),this.readyState!=="closed"&&(this._polling=!1,this.emitReserved("pollComplete"),this.readyState==="open"&&this._poll())}doClose(){let e=()=>{this.write([{type:"close"}])};this.readyState==="open"?e():this.once("open",e)}write(e){this.writable=!1,Xt(e,t=>{this.doWrite(t,()=>{this.writable=!0,this.emitReserved("drain")})})}uri(){let e=this.opts.secure?"https":"http",t=this.query||{};return this.opts.timestampRequests!==!1&&(t[this.opts.timestampParam]=Te()),!this.supportsBinary&&!t.sid&&(t.b64=1),this.createUri(e,t)}};var ri=!1;try{ri=typeof XMLHttpRequest<"u"&&"withCredentials"in new XMLHttpRequest}catch{}var oi=ri;function ns(){}var Qe=class extends ae{constructor(e){if(super(e),typeof location<"u"){let t=location.protocol==="https:",i=location.port;i||(i=t?"443":"80"),this.xd=typeof location<"u"&&e.hostname!==location.hostname||i!==e.port}}doWrite(e,t){let i=this.request({method:"POST",data:e});i.on("success",t),i.on("error",(n,r)=>{this.onError("xhr post error",n,r)})}doPoll(){let e=this.request();e.on("data",this.onData.bind(this)),e.on("error",(t,i)=>{this.onError("xhr poll error",t,i)}),this.pollXhr=e}},R=class s extends y{constructor(e,t,i){super(),this.createRequest=e,T(this,i),this._opts=i,this._method=i.method||"GET",this._uri=t,this._data=i.data!==void 0?i.data:null,this._create()}_create(){var e;let t=Se(this._opts,"agent","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","autoUnref");t.xdomain=!!this._opts.xd;let i=this._xhr=this.createRequest(t);try{i.open(this._method,this._uri,!0);try{if(this._opts.extraHeaders){i.setDisableHeaderCheck&&i.setDisableHeaderCheck(!0);for(let n in this._opts.extraHeaders)this._opts.extraHeaders.hasOwnProperty(n)&&i.setRequestHeader(n,this._opts.extraHeaders[n])}}catch{}if(this._method==="POST")try{i.setRequestHeader("Content-type","text/plain;charset=UTF-8")}catch{}try{i.setRequestHeader("Accept","*/*")}catch{}(e=this._opts.cookieJar)===null||e===void 0||e.addCookies(i),"withCredentials"in i&&(i.withCredentials=this._opts.withCredentials),this._opts.requestTimeout&&(i.timeout=this._opts.requestTimeout),i.onreadystatechange=()=>{var n;i.readyState===3&&((n=this._opts.cookieJar)===null||n===void 0||n.parseCookies(i.getResponseHeader("set-cookie"))),i.readyState===4&&(i.status===200||i.status===1223?this._onLoad():this.setTimeoutFn(()=>{this._onError(typeof i.status=="number"?i.status:0)},0))},i.send(this._data)}catch(n){this.setTimeoutFn(()=>{this._onError(n)},0);return}typeof document<"u"&&(this._index=s.requestsCount++,s.requests[this._index]=this)}_onError(e){this.emitReserved("error",e,this._xhr),this._cleanup(!0)}_cleanup(e){if(!(typeof this._xhr>"u"||this._xhr===null)){if(this._xhr.onreadystatechange=ns,e)try{this._xhr.abort()}catch{}typeof document<"u"&&delete s.requests[this._index],this._xhr=null}}_onLoad(){let e=this._xhr.responseText;e!==null&&(this.emitReserved("data",e),this.emitReserved("success"),this._cleanup())}abort(){this._cleanup()}};R.requestsCount=0;R.requests={};if(typeof document<"u"){if(typeof attachEvent=="function")attachEvent("onunload",ai);else if(typeof addEventListener=="function"){let s="onpagehide"in _?"pagehide":"unload";addEventListener(s,ai,!1)}}function ai(){for(let s in R.requests)R.requests.hasOwnProperty(s)&&R.requests[s].abort()}var rs=(function(){let s=ci({xdomain:!1});return s&&s.responseType!==null})(),P=class extends Qe{constructor(e){super(e);let t=e&&e.forceBase64;this.supportsBinary=rs&&!t}request(e={}){return Object.assign(e,{xd:this.xd},this.opts),new R(ci,this.uri(),e)}};function ci(s){let e=s.xdomain;try{if(typeof XMLHttpRequest<"u"&&(!e||oi))return new XMLHttpRequest}catch{}if(!e)try{return new _[["Active"].concat("Object").join("X")]("Microsoft.XMLHTTP")}catch{}}var hi=typeof navigator<"u"&&typeof navigator.product=="string"&&navigator.product.toLowerCase()==="reactnative",et=class extends C{get name(){return"websocket"}doOpen(){let e=this.uri(),t=this.opts.protocols,i=hi?{}:Se(this.opts,"agent","perMessageDeflate","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","localAddress","protocolVersion","origin","maxPayload","family","checkServerIdentity");this.opts.extraHeaders&&(i.headers=this.opts.extraHeaders);try{this.ws=this.createSocket(e,t,i)}catch(n){return this.emitReserved("error",n)}this.ws.binaryType=this.socket.binaryType,this.addEventListeners()}addEventListeners(){this.ws.onopen=()=>{this.opts.autoUnref&&this.ws._socket.unref(),this.onOpen()},this.ws.onclose=e=>this.onClose({description:"websocket connection closed",context:e}),this.ws.onmessage=e=>this.onData(e.data),this.ws.onerror=e=>this.onError("websocket error",e)}write(e){this.writable=!1;for(let t=0;t<e.length;t++){let i=e[t],n=t===e.length-1;ne(i,this.supportsBinary,r=>{try{this.doWrite(i,r)}catch{}n&&S(()=>{this.writable=!0,this.emitReserved("drain")},this.setTimeoutFn)})}}doClose(){typeof this.ws<"u"&&(this.ws.onerror=()=>{},this.ws.close(),this.ws=null)}uri(){let e=this.opts.secure?"wss":"ws",t=this.query||{};return this.opts.timestampRequests&&(t[this.opts.timestampParam]=Te()),this.supportsBinary||(t.b64=1),this.createUri(e,t)}},Ze=_.WebSocket||_.MozWebSocket,N=class extends et{createSocket(e,t,i){return hi?new Ze(e,t,i):t?new Ze(e,t):new Ze(e)}doWrite(e,t){this.ws.send(t)}};var K=class extends C{get name(){return"webtransport"}doOpen(){try{this._transport=new WebTransport(this.createUri("https"),this.opts.transportOptions[this.name])}catch(e){return this.emitReserved("error",e)}this._transport.closed.then(()=>{this.onClose()}).catch(e=>{this.onError("webtransport error",e)}),this._transport.ready.then(()=>{this._transport.createBidirectionalStream().then(e=>{let t=ei(Number.MAX_SAFE_INTEGER,this.socket.binaryType),i=e.readable.pipeThrough(t).getReader(),n=Zt();n.readable.pipeTo(e.writable),this._writer=n.writable.getWriter();let r=()=>{i.read().then(({done:a,value:c})=>{a||(this.onPacket(c),r())}).catch(a=>{})};r();let o={type:"open"};this.query.sid&&(o.data=`{"sid":"${this.query.sid}"}`),this._writer.write(o).then(()=>this.onOpen())})})}write(e){this.writable=!1;for(let t=0;t<e.length;t++){let i=e[t],n=t===e.length-1;this._writer.write(i).then(()=>{n&&S(()=>{this.writable=!0,this.emitReserved("drain")},this.setTimeoutFn)})}}doClose(){var e;(e=this._transport)===null||e===void 0||e.close()}};var tt={websocket:N,webtransport:K,polling:P};var os=/^(?:(?![^:@\/?#]+:[^:@\/]*@)(http|https|ws|wss):\/\/)?((?:(([^:@\/?#]*)(?::([^:@\/?#]*))?)?@)?((?:[a-f0-9]{0,4}:){2,7}[a-f0-9]{0,4}|[^:\/?#]*)(?::(\d*))?)(((\/(?:[^?#](?![^?#\/]*\.[^?#\/.]+(?:[?#]|$)))*\/?)?([^?#\/]*))(?:\?([^#]*))?(?:#(.*))?)/,as=["source","protocol","authority","userInfo","user","password","host","port","relative","path","directory","file","query","anchor"];function z(s){if(s.length>8e3)throw"URI too long";let e=s,t=s.indexOf("["),i=s.indexOf("]");t!=-1&&i!=-1&&(s=s.substring(0,t)+s.substring(t,i).replace(/:/g,";")+s.substring(i,s.length));let n=os.exec(s||""),r={},o=14;for(;o--;)r[as[o]]=n[o]||"";return t!=-1&&i!=-1&&(r.source=e,r.host=r.host.substring(1,r.host.length-1).replace(/;/g,":"),r.authority=r.authority.replace("[","").replace("]","").replace(/;/g,":"),r.ipv6uri=!0),r.pathNames=cs(r,r.path),r.queryKey=hs(r,r.query),r}function cs(s,e){let t=/\/{2,9}/g,i=e.replace(t,"/").split("/");return(e.slice(0,1)=="/"||e.length===0)&&i.splice(0,1),e.slice(-1)=="/"&&i.splice(i.length-1,1),i}function hs(s,e){let t={};return e.replace(/(?:^|&)([^&=]*)=?([^&]*)/g,function(i,n,r){n&&(t[n]=r)}),t}var it=typeof addEventListener=="function"&&typeof removeEventListener=="function",Oe=[];it&&addEventListener("offline",()=>{Oe.forEach(s=>s())},!1);var I=class s extends y{constructor(e,t={}){var i,n;if(super(),this.binaryType=ti,this.writeBuffer=[],this._prevBufferLen=0,this._upgrades=[],this._pingInterval=-1,this._pingTimeout=-1,this._maxPayload=-1,this._pingTimeoutTime=1/0,e&&typeof e=="object"&&(t=e,e=null),e){let r=z(e);t.hostname=r.host,t.secure=r.protocol==="https"||r.protocol==="wss",t.port=r.port,r.query&&(t.query=r.query)}else t.host&&(t.hostname=z(t.host).host);if(T(this,t),this.secure=t.secure!=null?t.secure:typeof location<"u"&&location.protocol==="https:",t.hostname&&!t.port&&(t.port=this.secure?"443":"80"),this.hostname=t.hostname||(typeof location<"u"?location.hostname:"localhost"),this.port=t.port||(typeof location<"u"&&location.port?location.port:this.secure?"443":"80"),t.transportImplementations&&t.transports)throw new Error("specifying both 'transportImplementations' and 'transports' options is not supported");t.transportImplementations||!((i=t.transports)===null||i===void 0)&&i.length&&typeof t.transports[0]=="function"?(this.transports=[],this._transportsByName=Object.create(null),((n=t.transportImplementations)!==null&&n!==void 0?n:t.transports).forEach(r=>{let o=r.prototype.name;this.transports.push(o),this._transportsByName[o]=r})):(this.transports=t.transports?[...t.transports]:["polling","websocket","webtransport"],this._transportsByName=tt),this.opts=Object.assign({path:"/engine.io",agent:!1,withCredentials:!1,upgrade:!0,timestampParam:"t",rememberUpgrade:!1,addTrailingSlash:!0,rejectUnauthorized:!0,perMessageDeflate:{threshold:1024},transportOptions:{},closeOnBeforeunload:!1},t),this.opts.path=this.opts.path.replace(/\/$/,"")+(this.opts.addTrailingSlash?"/":""),typeof this.opts.query=="string"&&(this.opts.query=ni(this.opts.query)),it&&(this.opts.closeOnBeforeunload&&(this._beforeunloadEventListener=()=>{this.transport&&(this.transport.removeAllListeners(),this.transport.close())},addEventListener("beforeunload",this._beforeunloadEventListener,!1)),this.hostname!=="localhost"&&(this._offlineEventListener=()=>{this._onClose("transport close",{description:"network connection lost"})},Oe.push(this._offlineEventListener))),this.opts.withCredentials&&(this._cookieJar=void 0),this._open()}createTransport(e){let t=Object.assign({},this.opts.query);t.EIO=Xe,t.transport=e,this.id&&(t.sid=this.id);let i=Object.assign({},this.opts,{query:t,socket:this,hostname:this.hostname,secure:this.secure,port:this.port},this.opts.transportOptions[e]);return new this._transportsByName[e](i)}_open(){if(this.transports.length===0){this.setTimeoutFn(()=>{this.emitReserved("error","No transports available")},0);return}let e=this.opts.rememberUpgrade&&s.priorWebsocketSuccess&&this.transports.indexOf("websocket")!==-1?"websocket":this.transports[0];this.readyState="opening";let t=this.createTransport(e);t.open(),this.setTransport(t)}setTransport(e){this.transport&&this.transport.removeAllListeners(),this.transport=e,e.on("drain",this._onDrain.bind(this)).on("packet",this._onPacket.bind(this)).on("error",this._onError.bind(this)).on("close",t=>this._onClose("transport close",t))}_probe(e){let t=this.createTransport(e),i=!1;s.priorWebsocketSuccess=!1;let n=()=>{i||(t.send([{type:"ping",data:"probe"}]),t.once("packet",h=>{if(!i)if(h.type==="pong"&&h.data==="probe"){if(this.upgrading=!0,this.emitReserved("upgrading",t),!t)return;s.priorWebsocketSuccess=t.name==="websocket",this.transport.pause(()=>{i||this.readyState!=="closed"&&(f(),this.setTransport(t),t.send([{type:"upgrade"}]),this.emitReserved("upgrade",t),t=null,this.upgrading=!1,this.flush())})}else{let m=new Error("probe error");m.transport=t.name,this.emitReserved("upgradeError",m)}}))};function r(){i||(i=!0,f(),t.close(),t=null)}let o=h=>{let m=new Error("probe error: "+h);m.transport=t.name,r(),this.emitReserved("upgradeError",m)};function a(){o("transport closed")}function c(){o("socket closed")}function u(h){t&&h.name!==t.name&&r()}let f=()=>{t.removeListener("open",n),t.removeListener("error",o),t.removeListener("close",a),this.off("close",c),this.off("upgrading",u)};t.once("open",n),t.once("error",o),t.once("close",a),this.once("close",c),this.once("upgrading",u),this._upgrades.indexOf("webtransport")!==-1&&e!=="webtransport"?this.setTimeoutFn(()=>{i||t.open()},200):t.open()}onOpen(){if(this.readyState="open",s.priorWebsocketSuccess=this.transport.name==="websocket",this.emitReserved("open"),this.flush(),this.readyState==="open"&&this.opts.upgrade)for(let e=0;e<this._upgrades.length;e++)this._probe(this._upgrades[e])}_onPacket(e){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing")switch(this.emitReserved("packet",e),this.emitReserved("heartbeat"),e.type){case"open":this.onHandshake(JSON.parse(e.data));break;case"ping":this._sendPacket("pong"),this.emitReserved("ping"),this.emitReserved("pong"),this._resetPingTimeout();break;case"error":let t=new Error("server error");t.code=e.data,this._onError(t);break;case"message":this.emitReserved("data",e.data),this.emitReserved("message",e.data);break}}onHandshake(e){this.emitReserved("handshake",e),this.id=e.sid,this.transport.query.sid=e.sid,this._upgrades=this._filterUpgrades(e.upgrades),this._pingInterval=e.pingInterval,this._pingTimeout=e.pingTimeout,this._maxPayload=e.maxPayload,this.onOpen(),this.readyState!=="closed"&&this._resetPingTimeout()}_resetPingTimeout(){this.clearTimeoutFn(this._pingTimeoutTimer);let e=this._pingInterval+this._pingTimeout;this._pingTimeoutTime=Date.now()+e,this._pingTimeoutTimer=this.setTimeoutFn(()=>{this._onClose("ping timeout")},e),this.opts.autoUnref&&this._pingTimeoutTimer.unref()}_onDrain(){this.writeBuffer.splice(0,this._prevBufferLen),this._prevBufferLen=0,this.writeBuffer.length===0?this.emitReserved("drain"):this.flush()}flush(){if(this.readyState!=="closed"&&this.transport.writable&&!this.upgrading&&this.writeBuffer.length){let e=this._getWritablePackets();this.transport.send(e),this._prevBufferLen=e.length,this.emitReserved("flush")}}_getWritablePackets(){if(!(this._maxPayload&&this.transport.name==="polling"&&this.writeBuffer.length>1))return this.writeBuffer;let t=1;for(let i=0;i<this.writeBuffer.length;i++){let n=this.writeBuffer[i].data;if(n&&(t+=ii(n)),i>0&&t>this._maxPayload)return this.writeBuffer.slice(0,i);t+=2}return this.writeBuffer}_hasPingExpired(){if(!this._pingTimeoutTime)return!0;let e=Date.now()>this._pingTimeoutTime;return e&&(this._pingTimeoutTime=0,S(()=>{this._onClose("ping timeout")},this.setTimeoutFn)),e}write(e,t,i){return this._sendPacket("message",e,t,i),this}send(e,t,i){return this._sendPacket("message",e,t,i),this}_sendPacket(e,t,i,n){if(typeof t=="function"&&(n=t,t=void 0),typeof i=="function"&&(n=i,i=null),this.readyState==="closing"||this.readyState==="closed")return;i=i||{},i.compress=i.compress!==!1;let r={type:e,data:t,options:i};this.emitReserved("packetCreate",r),this.writeBuffer.push(r),n&&this.once("flush",n),this.flush()}close(){let e=()=>{this._onClose("forced close"),this.transport.close()},t=()=>{this.off("upgrade",t),this.off("upgradeError",t),e()},i=()=>{this.once("upgrade",t),this.once("upgradeError",t)};return(this.readyState==="opening"||this.readyState==="open")&&(this.readyState="closing",this.writeBuffer.length?this.once("drain",()=>{this.upgrading?i():e()}):this.upgrading?i():e()),this}_onError(e){if(s.priorWebsocketSuccess=!1,this.opts.tryAllTransports&&this.transports.length>1&&this.readyState==="opening")return this.transports.shift(),this._open();this.emitReserved("error",e),this._onClose("transport error",e)}_onClose(e,t){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing"){if(this.clearTimeoutFn(this._pingTimeoutTimer),this.transport.removeAllListeners("close"),this.transport.close(),this.transport.removeAllListeners(),it&&(this._beforeunloadEventListener&&removeEventListener("beforeunload",this._beforeunloadEventListener,!1),this._offlineEventListener)){let i=Oe.indexOf(this._offlineEventListener);i!==-1&&Oe.splice(i,1)}this.readyState="closed",this.id=null,this.emitReserved("close",e,t),this.writeBuffer=[],this._prevBufferLen=0}}_filterUpgrades(e){let t=[];for(let i=0;i<e.length;i++)~this.transports.indexOf(e[i])&&t.push(e[i]);return t}};I.protocol=Xe;var Er=I.protocol;function li(s,e="",t){let i=s;t=t||typeof location<"u"&&location,s==null&&(s=t.protocol+"//"+t.host),typeof s=="string"&&(s.charAt(0)==="/"&&(s.charAt(1)==="/"?s=t.protocol+s:s=t.host+s),/^(https?|wss?):\/\//.test(s)||(typeof t<"u"?s=t.protocol+"//"+s:s="https://"+s),i=z(s)),i.port||(/^(http|ws)$/.test(i.protocol)?i.port="80":/^(http|ws)s$/.test(i.protocol)&&(i.port="443")),i.path=i.path||"/";let r=i.host.indexOf(":")!==-1?"["+i.host+"]":i.host;return i.id=i.protocol+"://"+r+":"+i.port+e,i.href=i.protocol+"://"+r+(t&&t.port===i.port?"":":"+i.port),i}var at={};Bi(at,{Decoder:()=>rt,Encoder:()=>nt,PacketType:()=>p,isPacketValid:()=>vs,protocol:()=>mi});var ds=typeof ArrayBuffer=="function",us=s=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(s):s.buffer instanceof ArrayBuffer,di=Object.prototype.toString,ps=typeof Blob=="function"||typeof Blob<"u"&&di.call(Blob)==="[object BlobConstructor]",fs=typeof File=="function"||typeof File<"u"&&di.call(File)==="[object FileConstructor]";function he(s){return ds&&(s instanceof ArrayBuffer||us(s))||ps&&s instanceof Blob||fs&&s instanceof File}function ce(s,e){if(!s||typeof s!="object")return!1;if(Array.isArray(s)){for(let t=0,i=s.length;t<i;t++)if(ce(s[t]))return!0;return!1}if(he(s))return!0;if(s.toJSON&&typeof s.toJSON=="function"&&arguments.length===1)return ce(s.toJSON(),!0);for(let t in s)if(Object.prototype.hasOwnProperty.call(s,t)&&ce(s[t]))return!0;return!1}function ui(s){let e=[],t=s.data,i=s;return i.data=Re(t,e),i.attachments=e.length,{packet:i,buffers:e}}function Re(s,e,t){if(!s)return s;if(he(s)){let i={_placeholder:!0,num:e.length};return e.push(s),i}else if(Array.isArray(s)){let i=new Array(s.length);for(let n=0;n<s.length;n++)i[n]=Re(s[n],e);return i}else if(typeof s=="object"&&!(s instanceof Date)){if(s.toJSON&&typeof s.toJSON=="function"&&!t)return Re(s.toJSON(),e,!0);let i={};for(let n in s)Object.prototype.hasOwnProperty.call(s,n)&&(i[n]=Re(s[n],e));return i}return s}function pi(s,e){return s.data=st(s.data,e),delete s.attachments,s}function st(s,e){if(!s)return s;if(s&&s._placeholder===!0){if(typeof s.num=="number"&&s.num>=0&&s.num<e.length)return e[s.num];throw new Error("illegal attachments")}else if(Array.isArray(s))for(let t=0;t<s.length;t++)s[t]=st(s[t],e);else if(typeof s=="object")for(let t in s)Object.prototype.hasOwnProperty.call(s,t)&&(s[t]=st(s[t],e));return s}var fi=["connect","connect_error","disconnect","disconnecting","newListener","removeListener"],mi=5,p;(function(s){s[s.CONNECT=0]="CONNECT",s[s.DISCONNECT=1]="DISCONNECT",s[s.EVENT=2]="EVENT",s[s.ACK=3]="ACK",s[s.CONNECT_ERROR=4]="CONNECT_ERROR",s[s.BINARY_EVENT=5]="BINARY_EVENT",s[s.BINARY_ACK=6]="BINARY_ACK"})(p||(p={}));var nt=class{constructor(e){this.replacer=e}encode(e){return(e.type===p.EVENT||e.type===p.ACK)&&ce(e)?this.encodeAsBinary({type:e.type===p.EVENT?p.BINARY_EVENT:p.BINARY_ACK,nsp:e.nsp,data:e.data,id:e.id}):[this.encodeAsString(e)]}encodeAsString(e){let t=""+e.type;return(e.type===p.BINARY_EVENT||e.type===p.BINARY_ACK)&&(t+=e.attachments+"-"),e.nsp&&e.nsp!=="/"&&(t+=e.nsp+","),e.id!=null&&(t+=e.id),e.data!=null&&(t+=JSON.stringify(e.data,this.replacer)),t}encodeAsBinary(e){let t=ui(e),i=this.encodeAsString(t.packet),n=t.buffers;return n.unshift(i),n}},rt=class s extends y{constructor(e){super(),this.opts=Object.assign({reviver:void 0,maxAttachments:10},typeof e=="function"?{reviver:e}:e)}add(e){let t;if(typeof e=="string"){if(this.reconstructor)throw new Error("got plaintext data when reconstructing a packet");t=this.decodeString(e);let i=t.type===p.BINARY_EVENT;i||t.type===p.BINARY_ACK?(t.type=i?p.EVENT:p.ACK,this.reconstructor=new ot(t)):super.emitReserved("decoded",t)}else if(he(e)||e.base64)if(this.reconstructor)t=this.reconstructor.takeBinaryData(e),t&&(this.reconstructor=null,super.emitReserved("decoded",t));else throw new Error("got binary data when not reconstructing a packet");else throw new Error("Unknown type: "+e)}decodeString(e){let t=0,i={type:Number(e.charAt(0))};if(p[i.type]===void 0)throw new Error("unknown packet type "+i.type);if(i.type===p.BINARY_EVENT||i.type===p.BINARY_ACK){let r=t+1;for(;e.charAt(++t)!=="-"&&t!=e.length;);let o=e.substring(r,t);if(o!=Number(o)||e.charAt(t)!=="-")throw new Error("Illegal attachments");let a=Number(o);if(!gi(a)||a<1)throw new Error("Illegal attachments");if(a>this.opts.maxAttachments)throw new Error("too many attachments");i.attachments=a}if(e.charAt(t+1)==="/"){let r=t+1;for(;++t&&!(e.charAt(t)===","||t===e.length););i.nsp=e.substring(r,t)}else i.nsp="/";let n=e.charAt(t+1);if(n!==""&&Number(n)==n){let r=t+1;for(;++t;){let o=e.charAt(t);if(o==null||Number(o)!=o){--t;break}if(t===e.length)break}i.id=Number(e.substring(r,t+1))}if(e.charAt(++t)){let r=this.tryParse(e.substr(t));if(s.isPayloadValid(i.type,r))i.data=r;else throw new Error("invalid payload")}return i}tryParse(e){try{return JSON.parse(e,this.opts.reviver)}catch{return!1}}static isPayloadValid(e,t){switch(e){case p.CONNECT:return Pe(t);case p.DISCONNECT:return t===void 0;case p.CONNECT_ERROR:return typeof t=="string"||Pe(t);case p.EVENT:case p.BINARY_EVENT:return Array.isArray(t)&&(typeof t[0]=="number"||typeof t[0]=="string"&&fi.indexOf(t[0])===-1);case p.ACK:case p.BINARY_ACK:return Array.isArray(t)}}destroy(){this.reconstructor&&(this.reconstructor.finishedReconstruction(),this.reconstructor=null)}},ot=class{constructor(e){this.packet=e,this.buffers=[],this.reconPack=e}takeBinaryData(e){if(this.buffers.push(e),this.buffers.length===this.reconPack.attachments){let t=pi(this.reconPack,this.buffers);return this.finishedReconstruction(),t}return null}finishedReconstruction(){this.reconPack=null,this.buffers=[]}};function ms(s){return typeof s=="string"}var gi=Number.isInteger||function(s){return typeof s=="number"&&isFinite(s)&&Math.floor(s)===s};function gs(s){return s===void 0||gi(s)}function Pe(s){return Object.prototype.toString.call(s)==="[object Object]"}function ys(s,e){switch(s){case p.CONNECT:return e===void 0||Pe(e);case p.DISCONNECT:return e===void 0;case p.EVENT:return Array.isArray(e)&&(typeof e[0]=="number"||typeof e[0]=="string"&&fi.indexOf(e[0])===-1);case p.ACK:return Array.isArray(e);case p.CONNECT_ERROR:return typeof e=="string"||Pe(e);default:return!1}}function vs(s){return ms(s.nsp)&&gs(s.id)&&ys(s.type,s.data)}function b(s,e,t){return s.on(e,t),function(){s.off(e,t)}}var _s=Object.freeze({connect:1,connect_error:1,disconnect:1,disconnecting:1,newListener:1,removeListener:1}),j=class extends y{constructor(e,t,i){super(),this.connected=!1,this.recovered=!1,this.receiveBuffer=[],this.sendBuffer=[],this._queue=[],this._queueSeq=0,this.ids=0,this.acks={},this.flags={},this.io=e,this.nsp=t,i&&i.auth&&(this.auth=i.auth),this._opts=Object.assign({},i),this.io._autoConnect&&this.open()}get disconnected(){return!this.connected}subEvents(){if(this.subs)return;let e=this.io;this.subs=[b(e,"open",this.onopen.bind(this)),b(e,"packet",this.onpacket.bind(this)),b(e,"error",this.onerror.bind(this)),b(e,"close",this.onclose.bind(this))]}get active(){return!!this.subs}connect(){return this.connected?this:(this.subEvents(),this.io._reconnecting||this.io.open(),this.io._readyState==="open"&&this.onopen(),this)}open(){return this.connect()}send(...e){return e.unshift("message"),this.emit.apply(this,e),this}emit(e,...t){var i,n,r;if(_s.hasOwnProperty(e))throw new Error('"'+e.toString()+'" is a reserved event name');if(t.unshift(e),this._opts.retries&&!this.flags.fromQueue&&!this.flags.volatile)return this._addToQueue(t),this;let o={type:p.EVENT,data:t};if(o.options={},o.options.compress=this.flags.compress!==!1,typeof t[t.length-1]=="function"){let f=this.ids++,h=t.pop();this._registerAckCallback(f,h),o.id=f}let a=(n=(i=this.io.engine)===null||i===void 0?void 0:i.transport)===null||n===void 0?void 0:n.writable,c=this.connected&&!(!((r=this.io.engine)===null||r===void 0)&&r._hasPingExpired());return this.flags.volatile&&!a||(c?(this.notifyOutgoingListeners(o),this.packet(o)):this.sendBuffer.push(o)),this.flags={},this}_registerAckCallback(e,t){var i;let n=(i=this.flags.timeout)!==null&&i!==void 0?i:this._opts.ackTimeout;if(n===void 0){this.acks[e]=t;return}let r=this.io.setTimeoutFn(()=>{delete this.acks[e];for(let a=0;a<this.sendBuffer.length;a++)this.sendBuffer[a].id===e&&this.sendBuffer.splice(a,1);t.call(this,new Error("operation has timed out"))},n),o=(...a)=>{this.io.clearTimeoutFn(r),t.apply(this,a)};o.withError=!0,this.acks[e]=o}emitWithAck(e,...t){return new Promise((i,n)=>{let r=(o,a)=>o?n(o):i(a);r.withError=!0,t.push(r),this.emit(e,...t)})}_addToQueue(e){let t;typeof e[e.length-1]=="function"&&(t=e.pop());let i={id:this._queueSeq++,tryCount:0,pending:!1,args:e,flags:Object.assign({fromQueue:!0},this.flags)};e.push((n,...r)=>(this._queue[0],n!==null?i.tryCount>this._opts.retries&&(this._queue.shift(),t&&t(n)):(this._queue.shift(),t&&t(null,...r)),i.pending=!1,this._drainQueue())),this._queue.push(i),this._drainQueue()}_drainQueue(e=!1){if(!this.connected||this._queue.length===0)return;let t=this._queue[0];t.pending&&!e||(t.pending=!0,t.tryCount++,this.flags=t.flags,this.emit.apply(this,t.args))}packet(e){e.nsp=this.nsp,this.io._packet(e)}onopen(){typeof this.auth=="function"?this.auth(e=>{this._sendConnectPacket(e)}):this._sendConnectPacket(this.auth)}_sendConnectPacket(e){this.packet({type:p.CONNECT,data:this._pid?Object.assign({pid:this._pid,offset:this._lastOffset},e):e})}onerror(e){this.connected||this.emitReserved("connect_error",e)}onclose(e,t){this.connected=!1,delete this.id,this.emitReserved("disconnect",e,t),this._clearAcks()}_clearAcks(){Object.keys(this.acks).forEach(e=>{if(!this.sendBuffer.some(i=>String(i.id)===e)){let i=this.acks[e];delete this.acks[e],i.withError&&i.call(this,new Error("socket has been disconnected"))}})}onpacket(e){if(e.nsp===this.nsp)switch(e.type){case p.CONNECT:e.data&&e.data.sid?this.onconnect(e.data.sid,e.data.pid):this.emitReserved("connect_error",new Error("It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible (more information here: https://socket.io/docs/v3/migrating-from-2-x-to-3-0/)"));break;case p.EVENT:case p.BINARY_EVENT:this.onevent(e);break;case p.ACK:case p.BINARY_ACK:this.onack(e);break;case p.DISCONNECT:this.ondisconnect();break;case p.CONNECT_ERROR:this.destroy();let i=new Error(e.data.message);i.data=e.data.data,this.emitReserved("connect_error",i);break}}onevent(e){let t=e.data||[];e.id!=null&&t.push(this.ack(e.id)),this.connected?this.emitEvent(t):this.receiveBuffer.push(Object.freeze(t))}emitEvent(e){if(this._anyListeners&&this._anyListeners.length){let t=this._anyListeners.slice();for(let i of t)i.apply(this,e)}super.emit.apply(this,e),this._pid&&e.length&&typeof e[e.length-1]=="string"&&(this._lastOffset=e[e.length-1])}ack(e){let t=this,i=!1;return function(...n){i||(i=!0,t.packet({type:p.ACK,id:e,data:n}))}}onack(e){let t=this.acks[e.id];typeof t=="function"&&(delete this.acks[e.id],t.withError&&e.data.unshift(null),t.apply(this,e.data))}onconnect(e,t){this.id=e,this.recovered=t&&this._pid===t,this._pid=t,this.connected=!0,this.emitBuffered(),this._drainQueue(!0),this.emitReserved("connect")}emitBuffered(){this.receiveBuffer.forEach(e=>this.emitEvent(e)),this.receiveBuffer=[],this.sendBuffer.forEach(e=>{this.notifyOutgoingListeners(e),this.packet(e)}),this.sendBuffer=[]}ondisconnect(){this.destroy(),this.onclose("io server disconnect")}destroy(){this.subs&&(this.subs.forEach(e=>e()),this.subs=void 0),this.io._destroy(this)}disconnect(){return this.connected&&this.packet({type:p.DISCONNECT}),this.destroy(),this.connected&&this.onclose("io client disconnect"),this}close(){return this.disconnect()}compress(e){return this.flags.compress=e,this}get volatile(){return this.flags.volatile=!0,this}timeout(e){return this.flags.timeout=e,this}onAny(e){return this._anyListeners=this._anyListeners||[],this._anyListeners.push(e),this}prependAny(e){return this._anyListeners=this._anyListeners||[],this._anyListeners.unshift(e),this}offAny(e){if(!this._anyListeners)return this;if(e){let t=this._anyListeners;for(let i=0;i<t.length;i++)if(e===t[i])return t.splice(i,1),this}else this._anyListeners=[];return this}listenersAny(){return this._anyListeners||[]}onAnyOutgoing(e){return this._anyOutgoingListeners=this._anyOutgoingListeners||[],this._anyOutgoingListeners.push(e),this}prependAnyOutgoing(e){return this._anyOutgoingListeners=this._anyOutgoingListeners||[],this._anyOutgoingListeners.unshift(e),this}offAnyOutgoing(e){if(!this._anyOutgoingListeners)return this;if(e){let t=this._anyOutgoingListeners;for(let i=0;i<t.length;i++)if(e===t[i])return t.splice(i,1),this}else this._anyOutgoingListeners=[];return this}listenersAnyOutgoing(){return this._anyOutgoingListeners||[]}notifyOutgoingListeners(e){if(this._anyOutgoingListeners&&this._anyOutgoingListeners.length){let t=this._anyOutgoingListeners.slice();for(let i of t)i.apply(this,e.data)}}};function q(s){s=s||{},this.ms=s.min||100,this.max=s.max||1e4,this.factor=s.factor||2,this.jitter=s.jitter>0&&s.jitter<=1?s.jitter:0,this.attempts=0}q.prototype.duration=function(){var s=this.ms*Math.pow(this.factor,this.attempts++);if(this.jitter){var e=Math.random(),t=Math.floor(e*this.jitter*s);s=(Math.floor(e*10)&1)==0?s-t:s+t}return Math.min(s,this.max)|0};q.prototype.reset=function(){this.attempts=0};q.prototype.setMin=function(s){this.ms=s};q.prototype.setMax=function(s){this.max=s};q.prototype.setJitter=function(s){this.jitter=s};var Y=class extends y{constructor(e,t){var i;super(),this.nsps={},this.subs=[],e&&typeof e=="object"&&(t=e,e=void 0),t=t||{},t.path=t.path||"/socket.io",this.opts=t,T(this,t),this.reconnection(t.reconnection!==!1),this.reconnectionAttempts(t.reconnectionAttempts||1/0),this.reconnectionDelay(t.reconnectionDelay||1e3),this.reconnectionDelayMax(t.reconnectionDelayMax||5e3),this.randomizationFactor((i=t.randomizationFactor)!==null&&i!==void 0?i:.5),this.backoff=new q({min:this.reconnectionDelay(),max:this.reconnectionDelayMax(),jitter:this.randomizationFactor()}),this.timeout(t.timeout==null?2e4:t.timeout),this._readyState="closed",this.uri=e;let n=t.parser||at;this.encoder=new n.Encoder,this.decoder=new n.Decoder,this._autoConnect=t.autoConnect!==!1,this._autoConnect&&this.open()}reconnection(e){return arguments.length?(this._reconnection=!!e,e||(this.skipReconnect=!0),this):this._reconnection}reconnectionAttempts(e){return e===void 0?this._reconnectionAttempts:(this._reconnectionAttempts=e,this)}reconnectionDelay(e){var t;return e===void 0?this._reconnectionDelay:(this._reconnectionDelay=e,(t=this.backoff)===null||t===void 0||t.setMin(e),this)}randomizationFactor(e){var t;return e===void 0?this._randomizationFactor:(this._randomizationFactor=e,(t=this.backoff)===null||t===void 0||t.setJitter(e),this)}reconnectionDelayMax(e){var t;return e===void 0?this._reconnectionDelayMax:(this._reconnectionDelayMax=e,(t=this.backoff)===null||t===void 0||t.setMax(e),this)}timeout(e){return arguments.length?(this._timeout=e,this):this._timeout}maybeReconnectOnOpen(){!this._reconnecting&&this._reconnection&&this.backoff.attempts===0&&this.reconnect()}open(e){if(~this._readyState.indexOf("open"))return this;this.engine=new I(this.uri,this.opts);let t=this.engine,i=this;this._readyState="opening",this.skipReconnect=!1;let n=b(t,"open",function(){i.onopen(),e&&e()}),r=a=>{this.cleanup(),this._readyState="closed",this.emitReserved("error",a),e?e(a):this.maybeReconnectOnOpen()},o=b(t,"error",r);if(this._timeout!==!1){let a=this._timeout,c=this.setTimeoutFn(()=>{n(),r(new Error("timeout")),t.close()},a);this.opts.autoUnref&&c.unref(),this.subs.push(()=>{this.clearTimeoutFn(c)})}return this.subs.push(n),this.subs.push(o),this}connect(e){return this.open(e)}onopen(){this.cleanup(),this._readyState="open",this.emitReserved("open");let e=this.engine;this.subs.push(b(e,"ping",this.onping.bind(this)),b(e,"data",this.ondata.bind(this)),b(e,"error",this.onerror.bind(this)),b(e,"close",this.onclose.bind(this)),b(this.decoder,"decoded",this.ondecoded.bind(this)))}onping(){this.emitReserved("ping")}ondata(e){try{this.decoder.add(e)}catch(t){this.onclose("parse error",t)}}ondecoded(e){S(()=>{this.emitReserved("packet",e)},this.setTimeoutFn)}onerror(e){this.emitReserved("error",e)}socket(e,t){let i=this.nsps[e];return i?this._autoConnect&&!i.active&&i.connect():(i=new j(this,e,t),this.nsps[e]=i),i}_destroy(e){let t=Object.keys(this.nsps);for(let i of t)if(this.nsps[i].active)return;this._close()}_packet(e){let t=this.encoder.encode(e);for(let i=0;i<t.length;i++)this.engine.write(t[i],e.options)}cleanup(){this.subs.forEach(e=>e()),this.subs.length=0,this.decoder.destroy()}_close(){this.skipReconnect=!0,this._reconnecting=!1,this.onclose("forced close")}disconnect(){return this._close()}onclose(e,t){var i;this.cleanup(),(i=this.engine)===null||i===void 0||i.close(),this.backoff.reset(),this._readyState="closed",this.emitReserved("close",e,t),this._reconnection&&!this.skipReconnect&&this.reconnect()}reconnect(){if(this._reconnecting||this.skipReconnect)return this;let e=this;if(this.backoff.attempts>=this._reconnectionAttempts)this.backoff.reset(),this.emitReserved("reconnect_failed"),this._reconnecting=!1;else{let t=this.backoff.duration();this._reconnecting=!0;let i=this.setTimeoutFn(()=>{e.skipReconnect||(this.emitReserved("reconnect_attempt",e.backoff.attempts),!e.skipReconnect&&e.open(n=>{n?(e._reconnecting=!1,e.reconnect(),this.emitReserved("reconnect_error",n)):e.onreconnect()}))},t);this.opts.autoUnref&&i.unref(),this.subs.push(()=>{this.clearTimeoutFn(i)})}}onreconnect(){let e=this.backoff.attempts;this._reconnecting=!1,this.backoff.reset(),this.emitReserved("reconnect",e)}};var le={};function de(s,e){typeof s=="object"&&(e=s,s=void 0),e=e||{};let t=li(s,e.path||"/socket.io"),i=t.source,n=t.id,r=t.path,o=le[n]&&r in le[n].nsps,a=e.forceNew||e["force new connection"]||e.multiplex===!1||o,c;return a?c=new Y(i,e):(le[n]||(le[n]=new Y(i,e)),c=le[n]),t.query&&!e.query&&(e.query=t.queryKey),c.socket(t.path,e)}Object.assign(de,{Manager:Y,Socket:j,io:de,connect:de});var yi=8e3,bs=250,ws=900,$s=720*60,vi=0,Ne=class extends EventTarget{constructor(t,i,n){super();this.server=t;this.storage=i;this.country=n;this.messages=[];this.line="closed";this.typing=!1;this.hasEarlier=!1;this.isConfirmed=!1;this.isSending=!1;this.isReplaying=!1;this.waitingToBeShown=[];this.unsent=i.unsent}open(){if(this.socket)return;this.identity=this.storage.identity,this.line="connecting";let t=de(this.server,{transports:["websocket","polling"],tryAllTransports:!0,reconnectionDelay:500,reconnectionDelayMax:4e3,timeout:8e3});this.socket=t,t.on("connect",()=>this.requestSession()),t.on("disconnect",n=>{this.isConfirmed=!1,this.typing=!1,this.become("offline"),n==="io server disconnect"&&setTimeout(()=>t.connect(),1e3)}),t.on("connect_error",()=>{this.become("offline"),t.active||setTimeout(()=>t.connect(),4e3)}),t.on("session_confirm",n=>this.confirmed(n)),t.on("bot_uttered",n=>this.arrived(n)),t.on("user_uttered",n=>this.arrived(n)),t.on("typing",({on:n})=>this.change(()=>this.typing=n)),t.on("session_forgotten",()=>this.forgotten());let i=()=>{!t.connected&&document.visibilityState==="visible"&&t.connect()};document.addEventListener("visibilitychange",i),window.addEventListener("online",i),this.storage.onOtherTab(()=>this.joinOtherTab()),this.changed()}say(t,i){let n={id:crypto.randomUUID?.()??As(),message:t};i!==void 0&&(n.title=i),this.notice=void 0,this.showAll(),this.keepUnsent([...this.unsent,n]),this.send()}async earlier(){let t=this.messages[0];if(!t||!this.socket?.connected)return;let{messages:i}=await this.before(t.number);this.change(()=>{this.messages=[...i,...this.messages],this.hasEarlier=i.length>0&&(i[0]?.number??1)>1})}async everything(){this.showAll();let t=[...this.messages];for(;this.socket?.connected&&(t[0]?.number??1)>1;){let{messages:i}=await this.before(t[0].number);if(i.length===0)break;t.unshift(...i)}return t}requestSession(){let t=this.messages.at(-1)?.number;this.socket?.emit("session_request",{session_id:this.identity?.session_id??null,secret:this.identity?.secret??null,country:this.country,...this.identity&&t!==void 0&&{after:this.contiguous()}})}confirmed(t){let i=this.identity?.session_id!==t.session_id;this.identity={session_id:t.session_id,secret:t.secret},(i||t.afresh)&&(this.messages=this.messages.filter(({number:n})=>n===vi),i&&this.storage.identity&&(this.storage.identity=void 0));for(let n of t.messages)this.place(n);this.hasEarlier=(this.messages[0]?.number??1)>1,this.isReplaying=!1,this.isConfirmed=!0,this.become("online"),this.unsent.length===0&&this.isToBeGreeted()&&this.say("/greet",""),this.send()}isToBeGreeted(){let t=this.messages.at(-1);return!t||Date.now()/1e3-t.at>$s}async send(){if(!this.isSending){for(this.isSending=!0;this.isConfirmed&&this.unsent[0];){let t=this.unsent[0],i;try{i=await this.socket.timeout(yi).emitWithAck("user_uttered",t)}catch{await ct(500);continue}if("error"in i&&i.error==="too_fast"){this.change(()=>this.notice="tooFast"),await ct((i.wait_seconds??2)*1e3+100);continue}this.notice="error"in i?i.error==="over"?"over":"failed":void 0,this.taken(t.id)}this.isSending=!1}}taken(t){let i=this.unsent.find(n=>n.id===t);i&&i.title!==""&&this.identity&&(this.storage.identity=this.identity),this.keepUnsent(this.unsent.filter(n=>n.id!==t))}async before(t){for(;;){let i=await this.socket.timeout(yi).emitWithAck("history_request",{before:t});if("messages"in i)return i;await ct(i.wait_seconds*1e3+100)}}arrived(t){if(t.number!==void 0){if(t.from==="person"){this.typing=!1,this.showAll(),this.place(t),this.taken(t.id);return}this.waitingToBeShown.push(t),t.kind==="alarm"||document.visibilityState==="hidden"?this.showAll():this.showing===void 0&&this.showNext()}}showNext(){let t=this.waitingToBeShown.shift();if(!t)return;this.typing=!1,this.change(()=>this.place(t)),this.askForGap();let i=this.waitingToBeShown.length+1;this.showing=window.setTimeout(()=>{this.showing=void 0,this.showNext()},Math.min(bs,ws/i))}showAll(){if(window.clearTimeout(this.showing),this.showing=void 0,this.waitingToBeShown.length===0)return;this.typing=!1;let t=this.waitingToBeShown.splice(0);this.change(()=>t.forEach(i=>this.place(i))),this.askForGap()}place(t){let i=this.messages.length;for(;i>0&&this.messages[i-1].number>t.number;)i-=1;this.messages[i-1]?.number!==t.number&&(this.messages=[...this.messages.slice(0,i),t,...this.messages.slice(i)])}contiguous(){let t=this.messages[0]?.number??0;for(let{number:i}of this.messages.slice(1)){if(i!==t+1)break;t=i}return t}askForGap(){let t=this.messages.at(-1)?.number??0;this.isReplaying||!this.isConfirmed||this.contiguous()===t||(this.isReplaying=!0,this.requestSession())}forgotten(){this.showAll(),this.storage.identity=void 0,this.identity=void 0;let t=this.messages.slice(-1).map(i=>({...i,number:vi}));this.isConfirmed=!1,this.change(()=>{this.messages=t,this.hasEarlier=!1,this.notice=void 0}),this.keepUnsent([]),this.socket?.emit("session_request",{country:this.country})}joinOtherTab(){let t=this.storage.identity,i=this.messages.some(({from:n,text:r})=>n==="person"&&r);!t||i||t.session_id===this.identity?.session_id||(this.identity=t,this.messages=[],this.socket?.connected&&this.requestSession())}keepUnsent(t){this.change(()=>this.unsent=t),this.storage.unsent=t}become(t){this.change(()=>this.line=t)}change(t){t(),this.changed()}changed(){this.dispatchEvent(new Event("change"))}};function ct(s){return new Promise(e=>setTimeout(e,s))}function As(){return Array.from(crypto.getRandomValues(new Uint32Array(4)),s=>s.toString(36)).join("")}var Es=me("max(16px, 1rem)"),_i=H`
  button {
    background: transparent;
    border: 2px solid var(--strong);
    border-radius: 1.5em;
    color: var(--strong);
    cursor: pointer;
    font: inherit;
    min-height: 44px;
    padding: 0.375em 1em;
  }
  button.quiet {
    border-color: var(--line);
    color: var(--ink);
  }
  button[aria-disabled="true"] {
    border-color: var(--line);
    color: var(--soft);
    cursor: default;
  }
  button.used {
    border-style: dashed;
  }
  :focus-visible {
    outline: 3px solid var(--strong);
    outline-offset: 2px;
  }
`,bi=[_i,H`
    .timer {
      align-items: center;
      border-top: 1px solid var(--line);
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
      margin-top: 0.75em;
      padding-top: 0.75em;
    }
    .count {
      font-size: 1.75em;
      font-variant-numeric: tabular-nums;
      font-weight: 600;
    }
    .phase {
      min-width: 3em;
    }
  `],wi=[H`
    :host {
      --paper: #f6f5f1;
      --ink: #17282a;
      --soft: #3c4d50;
      --bot: #ffffff;
      --own: #dcecea;
      --line: #aebbb9;
      --strong: #0c4f4a;
      --on-strong: #ffffff;
      --alarm: #8c1d18;
      --alarm-paper: #fff4f2;
      all: initial;
      color-scheme: light;
    }
    :host([dark]) {
      --paper: #141b1c;
      --ink: #eef3f2;
      --soft: #c3cfce;
      --bot: #202a2b;
      --own: #16403c;
      --line: #566565;
      --strong: #9bdcd4;
      --on-strong: #08201d;
      --alarm: #ffb4ab;
      --alarm-paper: #2e1513;
      color-scheme: dark;
    }
    * {
      box-sizing: border-box;
    }
    .root {
      color: var(--ink);
      font: 400 ${Es} / 1.5 system-ui, sans-serif;
    }
    .hidden {
      clip-path: inset(50%);
      height: 1px;
      overflow: hidden;
      position: absolute;
      white-space: nowrap;
      width: 1px;
    }
  `,_i,H`
    .launcher {
      background: var(--strong);
      border-color: var(--on-strong);
      bottom: 1em;
      box-shadow: 0 0.25em 1em rgb(0 0 0 / 0.3);
      color: var(--on-strong);
      font-weight: 600;
      inset-inline-end: 1em;
      min-height: 3em;
      padding: 0.5em 1.25em;
      position: fixed;
      z-index: 2147483000;
    }
    .left .launcher {
      inset-inline-end: auto;
      inset-inline-start: 1em;
    }
    .badge {
      background: var(--on-strong);
      border-radius: 1em;
      color: var(--strong);
      margin-inline-start: 0.5em;
      padding: 0 0.5em;
    }
    .panel {
      background: var(--paper);
      display: flex;
      flex-direction: column;
    }
    .panel[hidden] {
      display: none;
    }
    .floating .panel {
      border: 1px solid var(--line);
      border-radius: 1em;
      bottom: 5em;
      box-shadow: 0 0.5em 2em rgb(0 0 0 / 0.3);
      height: min(44em, calc(100dvh - 6.5em));
      inset-inline-end: 1em;
      overflow: hidden;
      position: fixed;
      width: min(27em, calc(100vw - 2em));
      z-index: 2147483000;
    }
    .floating.left .panel {
      inset-inline-end: auto;
      inset-inline-start: 1em;
    }
    .page .panel {
      height: 100dvh;
      margin: 0 auto;
      max-width: 46em;
    }
    @media (max-width: 32em) {
      .floating .panel,
      .floating.left .panel {
        border: 0;
        border-radius: 0;
        height: 100dvh;
        inset: 0;
        width: 100%;
      }
      .open .launcher {
        display: none;
      }
    }
    .header {
      align-items: center;
      border-bottom: 1px solid var(--line);
      display: flex;
      flex-wrap: wrap;
      gap: 0.125em 0.5em;
      padding: 0.5em 1em;
      position: relative;
    }
    h2 {
      color: var(--strong);
      flex: 1;
      font-size: 1.25em;
      line-height: 1.2;
      margin: 0;
      min-width: 0;
    }
    .header p {
      flex-basis: 100%;
    }
    .header p,
    .footer {
      color: var(--soft);
      font-size: 0.875em;
      line-height: 1.4;
      margin: 0;
    }
    .header button {
      flex: none;
    }
    .menu {
      background: var(--bot);
      border: 1px solid var(--line);
      border-radius: 0.75em;
      box-shadow: 0 0.25em 1em rgb(0 0 0 / 0.3);
      display: grid;
      gap: 0.25em;
      inset-inline-end: 1em;
      list-style: none;
      margin: 0;
      padding: 0.5em;
      position: absolute;
      top: 100%;
      z-index: 1;
    }
    .menu[hidden] {
      display: none;
    }
    .menu button,
    .menu a {
      border: 0;
      border-radius: 0.5em;
      color: var(--ink);
      display: block;
      line-height: 44px;
      padding: 0 1em;
      text-align: start;
      width: 100%;
    }
    .menu button:hover,
    .menu a:hover {
      background: var(--own);
    }
    .log {
      flex: 1;
      overflow-y: auto;
      overscroll-behavior: contain;
      padding: 1em;
      position: relative;
    }
    .greeting {
      color: var(--soft);
      margin: 0 0 1em;
    }
    .message {
      border-radius: 0.75em;
      margin: 0 0 0.625em;
      max-width: 94%;
      overflow-wrap: anywhere;
      padding: 0.625em 0.875em;
      position: relative;
      width: fit-content;
    }
    .message p {
      margin: 0;
      white-space: pre-line;
    }
    .bot {
      background: var(--bot);
      border: 1px solid var(--line);
    }
    .own {
      background: var(--own);
      margin-inline-start: auto;
    }
    .state {
      color: var(--soft);
      font-size: 0.875em;
    }
    .small {
      background: none;
      border: 0;
      color: var(--soft);
      font-size: 0.9375em;
      padding: 0 0.875em;
    }
    a {
      color: var(--strong);
    }
    .alarm {
      background: var(--alarm-paper);
      border: 3px solid var(--alarm);
      font-weight: 600;
      width: auto;
    }
    .sign {
      color: var(--alarm);
      font-size: 1.125em;
    }
    .calls {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
    }
    .alarm .calls {
      margin: 0.5em 0;
    }
    .calls a {
      background: var(--alarm);
      border-radius: 1.5em;
      color: var(--alarm-paper);
      line-height: 48px;
      padding: 0 1.5em;
      text-decoration: none;
    }
    .card {
      background: var(--bot);
      border: 1px solid var(--line);
      border-radius: 0.75em;
      margin: 0 0 0.625em;
      overflow-wrap: anywhere;
      padding: 0.875em 1em;
    }
    .card p,
    .card ol,
    .card ul {
      margin: 0.5em 0 0;
    }
    .card ol {
      padding-inline-start: 1.5em;
    }
    h3 {
      font-size: 1.125em;
      line-height: 1.3;
      margin: 0;
    }
    .card .step {
      color: var(--soft);
      font-size: 0.9375em;
      margin: 0;
    }
    .stop {
      border-inline-start: 3px solid var(--alarm);
      padding-inline-start: 0.625em;
    }
    .card button.quiet {
      margin-top: 0.75em;
    }
    .checklist {
      list-style: none;
      padding: 0;
    }
    .checklist label {
      align-items: center;
      display: flex;
      gap: 0.75em;
      min-height: 44px;
    }
    .checklist input {
      accent-color: var(--strong);
      flex: none;
      height: 24px;
      margin: 0;
      width: 24px;
    }
    img {
      background: #ffffff;
      border-radius: 0.5em;
      display: block;
      height: auto;
      margin: 0.5em 0;
      max-width: 100%;
    }
    .source {
      color: var(--soft);
      font-size: 0.9375em;
      margin: 0 0 0.625em;
      overflow-wrap: anywhere;
      padding: 0 0.875em;
    }
    summary {
      cursor: pointer;
      line-height: 1.4;
      min-height: 44px;
      padding-block: 0.625em;
    }
    .source p {
      margin: 0 0 0.5em;
    }
    .choices {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
      margin: 0 0 1em;
    }
    .line {
      color: var(--soft);
      font-size: 0.9375em;
      margin: 0;
      min-height: 1.5em;
      padding: 0 1em;
    }
    .line.offline {
      color: var(--alarm);
      font-weight: 600;
    }
    .dots {
      animation: breathe 1.2s ease-in-out infinite;
      display: inline-block;
    }
    @keyframes breathe {
      50% {
        opacity: 0.3;
      }
    }
    form {
      align-items: end;
      border-top: 1px solid var(--line);
      display: grid;
      gap: 0.25em 0.5em;
      grid-template-columns: 1fr auto;
      padding: 0.5em 1em;
    }
    label[for] {
      font-size: 0.9375em;
      grid-column: 1 / -1;
    }
    textarea {
      background: var(--bot);
      border: 2px solid var(--soft);
      border-radius: 0.75em;
      color: inherit;
      font: inherit;
      max-height: 10em;
      min-height: 44px;
      padding: 0.5em 0.75em;
      resize: vertical;
      width: 100%;
    }
    .send {
      background: var(--strong);
      color: var(--on-strong);
    }
    .counter {
      font-size: 0.875em;
      grid-column: 1 / -1;
      margin: 0;
    }
    .counter.over {
      color: var(--alarm);
      font-weight: 600;
    }
    .footer {
      padding: 0 1em 0.625em;
    }
    @media (prefers-reduced-motion: reduce) {
      .dots {
        animation: none;
      }
    }
    @media (forced-colors: active) {
      .panel,
      .message,
      .launcher,
      .card,
      .calls a {
        border: 2px solid CanvasText;
      }
      .calls a {
        color: LinkText;
      }
      button[aria-disabled="true"] {
        color: GrayText;
      }
    }
  `],$i=`
  body { font: 14pt/1.6 system-ui, sans-serif; margin: 2cm; }
  ul { list-style: none; padding: 0; }
  li { margin: .3em 0; }
`;function Ai(s,e){let t=document.createElement("iframe");t.hidden=!0,document.body.append(t);let i=t.contentDocument,n=t.contentWindow,r=new n.CSSStyleSheet;r.replaceSync($i),i.adoptedStyleSheets=[r],i.title=s.name;let o=(c,u,f=i.body)=>{let h=i.createElement(c);return h.textContent=u,f.append(h),h};o("h1",s.name),o("p",[s.for_whom,s.how_often].filter(Boolean).join(". "));let a=o("ul","");for(let{name:c,dose:u}of s.checklist)o("li",`\u2610 ${c}: ${u}`,a);s.why&&o("p",s.why),o("p",`${e.subtitle} ${e.emergencyLine}`),n.addEventListener("afterprint",()=>t.remove()),n.print()}var xs=/https?:\/\/[^\s<>"')]+[^\s<>"').,;:!?]/g;function Le(s){let e=[],t=0;for(let i of s.matchAll(xs)){let n=ht(i[0]);n&&(e.push(s.slice(t,i.index),d`<a href=${n} target="_blank" rel="noopener noreferrer">${i[0]}</a>`),t=i.index+i[0].length)}return[...e,s.slice(t)]}function ht(s){try{let e=new URL(s??"");return e.protocol==="https:"||e.protocol==="http:"?e.href:void 0}catch{return}}function Ei(s){return`tel:${s.replace(/[^\d+]/g,"")}`}var ks=3,Ss=5;function ki(s,e){let{wording:t}=e;if(s.from==="person")return s.text?lt(s.text,t):l;let i=s.quick_replies?.length?Rs(s,e):l;return s.card?d`${Cs(s.card,xi(s),e)}${i}`:s.checklist?d`${Os(s.checklist,t)}${i}`:s.kind==="source"?d`<details class="source">
      <summary>${t.sources}</summary>
      <p>${Le(s.text)}</p>
    </details>`:d`${Ti(xi(s),e)}${s.kind==="alarm"?Ts(s,t):s.text?d`<div class="message bot ${s.kind==="safety_net"?"small":""}">
          ${Si(t.bot)}
          <p>${Le(s.text)}</p>
        </div>`:l}${i}`}function lt(s,e,t){return d`<div class="message own">
    ${Si(e.you)}
    <p>${s}</p>
    ${t?d`<p class="state">${t}</p>`:l}
  </div>`}function Si(s){return d`<span class="hidden">${s}:</span>`}function Ts(s,e){let t=s.phones??[];return d`<div class="message bot alarm">
    <strong class="sign"><span aria-hidden="true">!</span> ${e.emergency}</strong>
    ${t.length&&t.length<=ks?d`<p class="calls">
          ${t.map(i=>d`<a href=${Ei(i)}>${e.call(i)}</a>`)}
        </p>`:l}
    <p>${Le(s.text)}</p>
  </div>`}function Cs(s,e,t){let{wording:i}=t,n=s.hold_seconds??0,r=s.rest_seconds??0;return d`<article class="card">
    ${s.number&&s.count?d`<p class="step">${i.step(s.number,s.count)}</p>`:l}
    <h3>${s.name}</h3>
    ${Ti(e,t)} ${s.why?d`<p>${s.why}</p>`:l}
    <ol>
      ${s.instructions.map(o=>d`<li>${o}</li>`)}
    </ol>
    ${s.dose?d`<p><strong>${i.howMuch}:</strong> ${s.dose}</p>`:l}
    ${s.stop_sign?d`<p class="stop"><strong>${i.stopIf}:</strong> ${s.stop_sign}</p>`:l}
    ${n>=Ss||r?d`<backwise-timer .hold=${n} .rest=${r} .wording=${i}></backwise-timer>`:l}
  </article>`}function Os(s,e){return d`<article class="card">
    <h3>${s.name}</h3>
    <p class="step">
      ${[s.minutes&&e.minutes(s.minutes),s.how_often].filter(Boolean).join(", ")}
    </p>
    <ul class="checklist">
      ${s.checklist.map(({name:t,dose:i})=>d`<li>
          <label><input type="checkbox" /> <span>${t}: ${i}</span></label>
        </li>`)}
    </ul>
    ${s.why?d`<p>${s.why}</p>`:l}
    <button type="button" class="quiet" @click=${()=>Ai(s,e)}>
      ${e.print}
    </button>
  </article>`}function Rs(s,e){let{wording:t,isNewest:i,pressed:n}=e;return d`<div class="choices" role="group" aria-label=${t.choices}>
    ${s.quick_replies.map(r=>{let o=n===r.payload,a=o||!i&&!r.stays;return d`<button
        type="button"
        class=${o?"used":""}
        aria-disabled=${a}
        tabindex=${a?-1:0}
        @click=${()=>a||e.press(r)}
      >
        ${o?d`<span aria-hidden="true">✓ </span>`:l}${r.title}
      </button>`})}
  </div>`}function xi(s){return s.attachment?.type==="image"?s.attachment.payload.src:void 0}function Ti(s,{server:e}){if(!s?.startsWith("/pictures/"))return l;let t=new URL(s,e);return t.origin!==new URL(e).origin?l:(matchMedia("(prefers-reduced-motion: reduce)").matches&&t.searchParams.set("still","1"),d`<img src=${t.href} alt="" width="320" height="240" />`)}var Be=class{constructor(e){this.identityKey=`backwise ${e}`,this.unsentKey=`backwise unsent ${e}`,this.openKey=`backwise open ${e}`}get identity(){let e=dt(()=>localStorage,this.identityKey);return e?.session_id&&e.secret?e:void 0}set identity(e){ut(()=>localStorage,this.identityKey,e)}get unsent(){let e=dt(()=>sessionStorage,this.unsentKey);return Array.isArray(e)?e:[]}set unsent(e){ut(()=>sessionStorage,this.unsentKey,e.length?e:void 0)}get isOpen(){return dt(()=>sessionStorage,this.openKey)===!0}set isOpen(e){ut(()=>sessionStorage,this.openKey,e||void 0)}onOtherTab(e){window.addEventListener("storage",t=>{t.key===this.identityKey&&e()})}};function dt(s,e){try{return JSON.parse(s().getItem(e)??"null")??void 0}catch{return}}function ut(s,e,t){try{t===void 0?s().removeItem(e):s().setItem(e,JSON.stringify(t))}catch{}}var Ci={direction:"ltr",title:"Back pain guidance",subtitle:"A computer program, not a clinician. Awaiting clinical review.",close:"Close the chat",menu:"Menu",startAgain:"Start again",download:"Download my conversation",deleteData:"Delete my data",privacy:"Privacy",conversation:"Conversation",choices:"Choices",you:"You",bot:"Backwise",message:"Your message",send:"Send",emergencyLine:"In an emergency, call your local emergency number.",earlier:"Show earlier messages",typing:"Backwise is writing",connecting:"Connecting \u2026",offline:"No connection right now. I keep trying, and what you write is kept. In an emergency, call your local emergency number.",waiting:"not sent yet",tooFast:"One moment, please. Your message is sent in a few seconds.",over:"That question is over. Please use the newest buttons, or write to me.",failed:"That could not be sent. Please write it again.",tooLong:s=>`Too long by ${s} characters. Please send it in two parts.`,left:s=>`${s} characters left`,unread:s=>s===1?"1 new message":`${s} new messages`,call:s=>`Call ${s}`,emergency:"Important",sources:"How sure this is, and where it is from",step:(s,e)=>`Exercise ${s} of ${e}`,howMuch:"How much",stopIf:"Stop if",print:"Print or save as PDF",minutes:s=>`About ${s} minutes`,timer:"Timer",timerStart:"Start the timer",timerPause:"Pause",timerGoOn:"Go on",timerAgain:"Timer again",hold:"Hold",rest:"Rest",done:"Done",soundOn:"Sound is on",soundOff:"Sound is off",fileName:"backwise.txt"},Ps={en:Ci};function pt(s){return Ps[(s??"").toLowerCase().split("-")[0]??""]??Ci}var Oi=2e3,Ns=800,Ls=80,Bs=2e3,ue=class s extends A{constructor(){super();this.wording=pt(void 0);this.server="";this.isFollowing=!0;this.lastSeen=0;this.isOpen=this.isMenuOpen=this.isLive=this.isSlow=!1,this.draft="",this.unread=0}static{this.properties={isOpen:{state:!0},isMenuOpen:{state:!0},draft:{state:!0},unread:{state:!0},isLive:{state:!0},isSlow:{state:!0}}}static{this.styles=wi}static{this.server=""}connectedCallback(){if(super.connectedCallback(),this.server)return;let{server:t,language:i,country:n,color:r,theme:o}=this.dataset;this.server=new URL(t??s.server,location.href).origin,this.wording=pt(i),this.lang=i??"en",this.storage=new Be(this.server),this.conversation=new Ne(this.server,this.storage,n),this.conversation.addEventListener("change",()=>this.onChange()),this.addEventListener("keydown",u=>u.key==="Escape"&&this.escape()),r&&/^#[0-9a-f]{6}$/i.test(r)&&(this.style.setProperty("--strong",r),this.style.setProperty("--on-strong",qt(r)));let a=matchMedia("(prefers-color-scheme: dark)"),c=()=>this.toggleAttribute("dark",o==="dark"||o!=="light"&&a.matches);a.addEventListener("change",c),c(),(this.isPage||this.dataset.open==="true"||this.storage.isOpen)&&this.open(!1)}open(t=!0){this.conversation.open(),this.isOpen=!0,this.unread=0,this.storage.isOpen=!this.isPage,t&&this.updateComplete.then(()=>this.focusInside())}close(){!this.isOpen||this.isPage||(this.isOpen=this.isMenuOpen=!1,this.storage.isOpen=!1,this.updateComplete.then(()=>this.find(".launcher")?.focus()))}render(){let{wording:t,isPage:i}=this,n=this.dataset.title||t.title,r=this.dataset.position==="left"?"left":"";return d`<div
      class="root ${i?"page":"floating"} ${r} ${this.isOpen?"open":""}"
      dir=${t.direction}
    >
      <section class="panel" role=${i?"region":"dialog"} aria-label=${n}
        ?hidden=${!this.isOpen}>
        ${this.header(n)}
        <div
          class="log"
          role="log"
          aria-label=${t.conversation}
          aria-live=${this.isLive?"polite":"off"}
          aria-relevant="additions"
          aria-busy=${this.conversation.typing}
          tabindex="0"
          @scroll=${this.onScroll}
        >
          ${this.dataset.greeting?d`<p class="greeting">${this.dataset.greeting}</p>`:l}
          ${this.conversation.hasEarlier?d`<p><button type="button" class="quiet" @click=${this.showEarlier}>
                ${t.earlier}
              </button></p>`:l}
          ${this.said()}
        </div>
        ${this.lineView()} ${this.composer()}
        <p class="footer">${t.emergencyLine}</p>
      </section>
      ${i?l:this.launcher(n)}
    </div>`}header(t){let{wording:i}=this,n=ht(this.dataset.privacy),r=(o,a)=>d`<li><button type="button" @click=${()=>this.choose(a)}>${o}</button></li>`;return d`<div class="header">
      <h2 tabindex="-1">${t}</h2>
      <button
        type="button"
        class="quiet menu-button"
        aria-expanded=${this.isMenuOpen}
        aria-controls="menu"
        @click=${()=>this.isMenuOpen=!this.isMenuOpen}
      >
        ${i.menu}
      </button>
      ${this.isPage?l:d`<button type="button" class="quiet" aria-label=${i.close} @click=${this.close}>
            <span aria-hidden="true">✕</span>
          </button>`}
      <p>${i.subtitle}</p>
      <ul class="menu" id="menu" ?hidden=${!this.isMenuOpen}>
        ${r(i.startAgain,()=>this.say("/start_over",i.startAgain))}
        ${r(i.download,()=>void this.download())}
        ${r(i.deleteData,()=>this.say("/forget_me",i.deleteData))}
        ${n?d`<li><a href=${n} target="_blank" rel="noopener">${i.privacy}</a></li>`:l}
      </ul>
    </div>`}said(){let{messages:t,unsent:i}=this.conversation,n=new Map,r=i.find(({title:a})=>a!==""),o=r&&(r.title??r.message);for(let a of[...t].reverse())o!==void 0&&n.set(a,o),a.from==="person"&&a.text&&(o=a.text);return d`
      ${Ye(t,a=>a.id??a.number,a=>Lt([a,n.get(a)],()=>ki(a,this.around(a,n.get(a)))))}
      ${Ye(i.filter(({title:a})=>a!==""),({id:a})=>a,({title:a,message:c})=>lt(a??c,this.wording,this.isSlow?this.wording.waiting:void 0))}
    `}around(t,i){return{wording:this.wording,server:this.server,isNewest:i===void 0,pressed:t.quick_replies?.find(({title:n})=>n===i)?.payload,press:({payload:n,title:r})=>this.say(n,r)}}lineView(){let{wording:t,conversation:i}=this,{line:n,notice:r,typing:o}=i,a=n==="offline";return d`<p class="line ${a?"offline":""}" role="status">
      ${a?t.offline:r?t[r]:n==="connecting"?t.connecting:o?d`${t.typing} <span class="dots" aria-hidden="true">…</span>`:l}
    </p>`}composer(){let{wording:t}=this,i=Oi-this.draft.length;return d`<form @submit=${this.submit}>
      <label for="text">${t.message}</label>
      <textarea
        id="text"
        rows="1"
        autocomplete="off"
        aria-describedby="counter"
        .value=${this.draft}
        @input=${n=>this.draft=n.target.value}
        @keydown=${this.onKey}
      ></textarea>
      <button type="submit" class="send">${t.send}</button>
      <p class="counter ${i<0?"over":""}" id="counter" aria-live="polite">
        ${i<0?t.tooLong(-i):this.draft.length>=Ns?t.left(i):l}
      </p>
    </form>`}launcher(t){let{wording:i,unread:n}=this;return d`<button
      type="button"
      class="launcher"
      aria-expanded=${this.isOpen}
      @click=${()=>this.isOpen?this.close():this.open()}
    >
      ${this.isOpen?i.close:t}${n&&!this.isOpen?d`<span class="badge">${i.unread(n)}</span>`:l}
    </button>`}submit(t){t.preventDefault();let i=this.draft.trim();!i||this.draft.length>Oi||(this.draft="",this.say(i))}onKey(t){t.key!=="Enter"||t.shiftKey||t.isComposing||t.keyCode===229||(t.preventDefault(),t.target.form.requestSubmit())}say(t,i){this.isFollowing=!0,this.conversation.say(t,i)}choose(t){this.isMenuOpen=!1,this.find(".menu-button")?.focus(),t()}escape(){this.isMenuOpen?this.choose(()=>{}):this.close()}async showEarlier(){let t=this.find(".log"),i=t.scrollHeight-t.scrollTop;this.isLive=!1,await this.conversation.earlier(),await this.updateComplete,t.scrollTop=t.scrollHeight-i,t.focus(),requestAnimationFrame(()=>this.isLive=!0)}async download(){let{wording:t}=this,i=(await this.conversation.everything()).filter(r=>r.text).map(({from:r,text:o,at:a})=>`${new Date(a*1e3).toLocaleString()}  ${r==="person"?t.you:t.bot}:
${o}`).join(`

`),n=document.createElement("a");n.href=URL.createObjectURL(new Blob([i],{type:"text/plain"})),n.download=t.fileName,n.click(),URL.revokeObjectURL(n.href)}onChange(){let{messages:t,line:i,unsent:n}=this.conversation,r=t.at(-1)?.number??0;!this.isOpen&&this.isLive&&(this.unread+=t.filter(o=>o.from==="bot"&&o.number>this.lastSeen).length),this.lastSeen=r,i==="online"&&!this.isLive&&this.updateComplete.then(()=>requestAnimationFrame(()=>this.isLive=!0)),n.length===0?(window.clearTimeout(this.slowTimer),this.slowTimer=void 0,this.isSlow=!1):this.slowTimer??=window.setTimeout(()=>this.isSlow=this.conversation.unsent.length>0,Bs),this.requestUpdate()}updated(t){super.updated(t),this.isFollowing&&this.keepInSight()}keepInSight(){let t=this.find(".log");t&&(t.scrollTop=this.askedAt(t))}askedAt(t){let i=[...t.querySelectorAll(".own")].at(-1)?.offsetTop??0;return Math.max(i-8,0)}onScroll(t){let i=t.target,n=Math.min(i.scrollHeight-i.clientHeight,this.askedAt(i));this.isFollowing=i.scrollTop>=n-Ls}focusInside(){let t=matchMedia("(pointer: coarse)").matches?"h2":"textarea";this.find(t)?.focus()}get isPage(){return this.dataset.display==="page"}find(t){return this.renderRoot.querySelector(t)}};var Me=class extends A{static{this.properties={hold:{type:Number},rest:{type:Number},wording:{attribute:!1},phase:{state:!0},left:{state:!0},endsAt:{state:!0},sound:{state:!0}}}static{this.styles=bi}constructor(){super(),this.hold=0,this.rest=0,this.left=0,this.sound=!1}disconnectedCallback(){super.disconnectedCallback(),window.clearInterval(this.ticking)}render(){let{wording:e,phase:t}=this,i=t==="hold"||t==="rest";return d`
      <div class="timer" role="group" aria-label=${e.timer}>
        <span class="count" role="timer">${Ri(i?this.left:this.first*1e3)}</span>
        <span class="phase" role="status">${t?e[t]:l}</span>
        <button type="button" @click=${this.press}>
          ${t?t==="done"?e.timerAgain:this.endsAt===void 0?e.timerGoOn:e.timerPause:e.timerStart}
        </button>
        <button
          type="button"
          class="quiet"
          aria-pressed=${this.sound}
          @click=${()=>this.sound=!this.sound}
        >
          ${this.sound?e.soundOn:e.soundOff}
        </button>
      </div>
    `}get first(){return this.hold||this.rest}press(){this.phase===void 0||this.phase==="done"?this.begin(this.hold?"hold":"rest"):this.endsAt===void 0?this.run():(this.left=Math.max(0,this.endsAt-Date.now()),this.endsAt=void 0,window.clearInterval(this.ticking))}begin(e){this.phase=e,this.left=(e==="hold"?this.hold:this.rest)*1e3,this.run()}run(){this.endsAt=Date.now()+this.left,window.clearInterval(this.ticking),this.ticking=window.setInterval(()=>this.tick(),200)}tick(){this.endsAt!==void 0&&(this.left=Math.max(0,this.endsAt-Date.now()),!(this.left>0)&&(window.clearInterval(this.ticking),this.sound&&Ms(),this.phase==="hold"&&this.rest?this.begin("rest"):(this.phase="done",this.endsAt=void 0)))}};function Ri(s){let e=Math.ceil(s/1e3);return`${Math.floor(e/60)}:${String(e%60).padStart(2,"0")}`}function Ms(){let s=new AudioContext,e=s.createOscillator(),t=s.createGain();t.gain.value=.2,e.frequency.value=660,e.connect(t).connect(s.destination),e.start(),e.stop(s.currentTime+.25),e.onended=()=>void s.close()}var J=document.currentScript;function Ni(s,e){customElements.get(s)||customElements.define(s,e)}function Pi(s){let e=document.createElement("backwise-chat");Object.assign(e.dataset,s),document.body.append(e)}ue.server=J?new URL(J.src).origin:location.origin;Ni("backwise-timer",Me);Ni("backwise-chat",ue);J&&J.dataset.manual!=="true"&&(document.body?Pi(J.dataset):document.addEventListener("DOMContentLoaded",()=>Pi(J.dataset)));})();
