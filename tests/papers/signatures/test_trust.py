"""Root certificates come from files, in either of their two forms."""

import pytest
from asn1crypto import pem

from thidua.papers.signatures.trust import Trust


def test_certificates_are_read_in_pem_and_der(pki, tmp_path):
    root, issuing = pki.certificate("root"), pki.certificate("issuing")
    (tmp_path / "root.cer").write_bytes(root)
    (tmp_path / "all.pem").write_bytes(pem.armor("CERTIFICATE", root) + pem.armor("CERTIFICATE", issuing))
    trust = Trust.load([tmp_path / "root.cer"], [tmp_path / "all.pem"])
    assert (trust.roots, trust.others) == ((root,), (root, issuing))


@pytest.mark.parametrize("data", [b"", b"khong phai chung thu", b"-----BEGIN CERTIFICATE-----\n"])
def test_file_without_a_certificate_is_an_error(data, tmp_path):
    (tmp_path / "root.pem").write_bytes(data)
    with pytest.raises(ValueError, match="certificate"):
        Trust.load([tmp_path / "root.pem"])
