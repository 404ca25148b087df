"""Accounts. People are named by office and role; no personal data beyond what a login needs."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from cdd_network.models.office import Office
from cdd_network.roles import Role


class UserManager(BaseUserManager["User"]):
    """Makes users with hashed passwords."""

    def create_user(
        self,
        username: str,
        password: str | None = None,
        *,
        role: str,
        office: Office,
        **more: object,
    ) -> "User":
        """A new user of one office. ``display_name`` defaults to role and office."""
        more.setdefault("display_name", f"{Role(role).label} {office.short_name}")
        user = self.model(username=username, role=role, office=office, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. Role and office together decide what is seen."""

    username = models.CharField(
        "ชื่อผู้ใช้",
        max_length=60,
        unique=True,
        error_messages={"unique": "ชื่อผู้ใช้นี้มีอยู่แล้ว"},
    )
    display_name = models.CharField("ชื่อที่แสดง", max_length=120)
    role = models.CharField("บทบาท", max_length=12, choices=Role)
    office = models.ForeignKey(Office, models.PROTECT, related_name="users")
    is_active = models.BooleanField("ใช้งานได้", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["role"]
    objects = UserManager()

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(name="user_role_known", condition=Q(role__in=Role.values))
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_department(self) -> bool:
        """An officer of the department."""
        return self.role == Role.DEPARTMENT

    @property
    def is_province(self) -> bool:
        """An officer of a province."""
        return self.role == Role.PROVINCE

    @property
    def is_district(self) -> bool:
        """An officer of a district."""
        return self.role == Role.DISTRICT

    @property
    def is_member(self) -> bool:
        """A committee member, who scores and does nothing else."""
        return self.role == Role.MEMBER
