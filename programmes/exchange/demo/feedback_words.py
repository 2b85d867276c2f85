"""What people say in the demo, invented."""

from programmes.servicepoints.codes import ComplaintKind

COMPLAINTS: dict[str, tuple[str, ...]] = {
    ComplaintKind.COMPLAINT: (
        "Aloitustapaaminen peruttiin kaksi kertaa samana aamuna. Kukaan ei soittanut uutta aikaa.",
        "Minulle luvattiin kyyti ensimmäisenä päivänä. Kyytiä ei tullut, ja jäin pysäkille.",
        "Paikassa minulle sanottiin, että en ole oikea työntekijä. Se tuntui pahalta.",
        "Sovittiin 12 tuntia viikossa, mutta listassa oli 20. Asiasta ei saanut puhua.",
        "Kerroin, että tarvitsen tulkin. Tapaamisessa ei ollut tulkkia, enkä ymmärtänyt kaikkea.",
        "Soitin neljä kertaa. Vastaaja oli täynnä, eikä kukaan soittanut takaisin.",
    ),
    ComplaintKind.CORRECTION: (
        "Tiedoissani on vanha osoite. Muutin syyskuussa.",
        "Olette kirjanneet, että lopetin itse. Se ei pidä paikkaansa: paikka suljettiin.",
        "Puhelinnumerossani on kaksi numeroa väärin päin.",
    ),
    ComplaintKind.ACCESSIBILITY: (
        "/fi/kunnat/\n\nRuudunlukija lukee kartan kunnat kahteen kertaan.",
        "/fi/palvelut/\n\nSuodattimia ei saa puhelimella auki, kun teksti on suurennettu.",
    ),
}
ANSWERS: dict[str, tuple[str, ...]] = {
    ComplaintKind.COMPLAINT: (
        "Kiitos, että kerroit. Tapaamista ei olisi pitänyt perua samana aamuna. Sovimme, että peruutuksesta "
        "soitetaan aina itse ja uusi aika annetaan samassa puhelussa. Pahoittelemme.",
        "Puhuimme paikan ohjaajan kanssa. Hän ymmärsi, miltä se tuntui. Seuraavassa tapaamisessa olemme "
        "mukana. Jos et halua jatkaa siellä, etsimme muun paikan.",
        "Tarkistimme asian: sovittu tuntimäärä on 12. Lista on korjattu, ja ylimääräisistä tunneista on "
        "puhuttu.",
    ),
    ComplaintKind.CORRECTION: (
        "Tieto on korjattu. Näet sen omalta sivultasi.",
        "Korjasimme kirjauksen: paikka päättyi paikan tarjoajan päätöksestä.",
    ),
    ComplaintKind.ACCESSIBILITY: (
        "Vika löytyi ja on korjattu. Kiitos, että kerroit: kokeile uudelleen ja sano, jos se ei vielä toimi.",
    ),
}
EXPERIENCES: dict[bool, tuple[str, ...]] = {
    True: (
        "Työntekijä kuunteli ja muisti, mitä viimeksi puhuttiin.",
        "Sain valita kahdesta paikasta. Se oli hyvä.",
        "Aamuisin on taas syy lähteä kotoa.",
        "Det var lätt att förstå vad som händer härnäst.",
        "I was told whose turn it is. I did not have to guess.",
        "Tunteja lisättiin vasta, kun itse sanoin.",
    ),
    False: (
        "Odotin liian kauan, että joku soitti.",
        "Matka oli pitkä, ja siitä ei puhuttu etukäteen.",
        "Paperit tulivat kolmessa eri kirjeessä.",
    ),
}
MESSAGES = (
    "Olen kiinnostunut keittiötyöstä. Kenelle soitan?",
    "Voinko tulla palvelupisteeseen ilman ajanvarausta?",
    "Poikani on 19 ja kotona. Mistä hän voi kysyä?",
    "Olemme pieni yhdistys. Voimmeko tarjota yhden paikan kesäksi?",
    "Kan jag få mina papper på svenska?",
)
FAULTS = (
    ("/fi/kunnat/", "Kunnan sivulla on vanha puhelinnumero."),
    ("/fi/palvelut/", "Linkki lomakkeeseen ei vie mihinkään."),
    ("/sv/tjanster/", "Texten om resor är på finska."),
)
# What was told, what was agreed on the telephone, whether somebody was hurt.
DANGERS = (
    (
        "Tikkaat ovat rikki, ja niille pitää silti nousta.",
        "Ei nouse tikkaille. Soitimme yhdessä ohjaajalle, uudet tulevat huomenna.",
        False,
    ),
    (
        "Yksi mies huutaa minulle joka päivä. En uskalla mennä sinne.",
        "Tauko perjantaihin. Tapaamme kolmestaan, sitä ennen ei tarvitse mennä.",
        False,
    ),
    (
        "Sormi jäi koneen väliin. Kävin päivystyksessä.",
        "Tauko. Tapaturmailmoitus tehdään tänään yhdessä. Koneen suojus tarkistetaan ennen paluuta.",
        True,
    ),
)
