from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.demo.scale import FEWEST_UNITS, add


class Command(BaseCommand):
    help = "Thêm nhiều khối thử tải dưới “Tỉnh thử tải”, để đo tốc độ; chạy được trên cơ sở dữ liệu đã có dữ liệu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--blocs", type=int, default=100, help="số khối (mặc định 100)")
        parser.add_argument("--units", type=int, default=10, help="số đơn vị mỗi khối (mặc định 10)")
        parser.add_argument("--years", type=int, default=3, help="số năm mỗi khối (mặc định 3)")

    def handle(self, *_args: Any, blocs: int, units: int, years: int, **_options: Any) -> None:
        if blocs < 1 or years < 1 or units < FEWEST_UNITS:
            raise CommandError(f"Cần ít nhất 1 khối, {FEWEST_UNITS} đơn vị mỗi khối, 1 năm.")
        start = perf_counter()
        made = add(blocs, units, years)
        for name, count in made.items():
            self.stdout.write(f"{count:>8}  {name}")
        self.stdout.write(f"Xong trong {perf_counter() - start:.1f} giây.")
